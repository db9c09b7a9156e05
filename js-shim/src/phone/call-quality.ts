/** How the media of a call travel, measured over a second or so. */
export interface CallQuality {
  /** Packets that did not come, from 0 to 1, of both ways the worse. */
  loss: number
  /** Milliseconds by which packets come unevenly. */
  jitter: number
  /** Milliseconds there and back; `null` while it is not known. */
  roundTrip: number | null
  word: 'good' | 'fair' | 'poor'
  /** From 0 to 93: the E-model's rating (ITU-T G.107), simplified. */
  rating: number
}

/** What of two reports a quality is made. */
interface Counts {
  received: number
  lost: number
}

/** Measures one connection; ask it about once a second. */
export class QualityMeter {
  readonly #connection: RTCPeerConnection
  #before: Counts | null = null

  constructor(connection: RTCPeerConnection) {
    this.#connection = connection
  }

  /** `null` until there are two measurements to compare. */
  async measure(): Promise<CallQuality | null> {
    let counts: Counts | null = null
    let [jitter, sentLoss] = [0, 0]
    let roundTrip: number | null = null
    for (const [, report] of await this.#reports()) {
      if (report.type === 'inbound-rtp' && report.kind === 'audio') {
        counts = { received: report.packetsReceived ?? 0, lost: report.packetsLost ?? 0 }
        jitter = 1000 * (report.jitter ?? 0)
      } else if (report.type === 'remote-inbound-rtp' && report.kind === 'audio') {
        sentLoss = Math.max(0, report.fractionLost ?? 0)
        if (report.roundTripTime) roundTrip = 1000 * report.roundTripTime
      } else if (report.type === 'candidate-pair' && report.nominated) {
        if (report.currentRoundTripTime !== undefined) {
          roundTrip ??= 1000 * report.currentRoundTripTime
        }
      }
    }
    const before = this.#before
    this.#before = counts
    if (!counts || !before) return null
    const lost = Math.max(0, counts.lost - before.lost)
    const expected = lost + Math.max(0, counts.received - before.received)
    const loss = Math.max(expected > 0 ? lost / expected : 0, sentLoss)
    const rating = rate(loss, jitter, roundTrip ?? 0)
    const word = rating >= 80 ? 'good' : rating >= 70 ? 'fair' : 'poor'
    return { loss, jitter, roundTrip, rating, word }
  }

  // biome-ignore lint/suspicious/noExplicitAny: each kind of report has fields of its own
  async #reports(): Promise<Map<string, any>> {
    return (await this.#connection.getStats()) as never
  }
}

/** The E-model with its usual values for speech that conceals losses. */
export function rate(loss: number, jitter: number, roundTrip: number): number {
  // Half the way there and back, twice the jitter as its buffer, 10 ms of coding.
  const delay = roundTrip / 2 + 2 * jitter + 10
  const late = delay < 160 ? delay / 40 : (delay - 120) / 10
  return Math.max(0, 93.2 - late - 250 * loss)
}
