import type {
  IncomingEvent,
  OutgoingEvent,
  ReferOptions,
  RTCSession,
} from 'jssip/lib/RTCSession.js'
import type { IncomingRequest } from 'jssip/lib/SIPMessage.js'
import { DeskbellError } from '../core/deskbell-error.js'
import type { CallEventType, CallOutcome } from '../core/lists.js'
import { CallSound } from './call-sound.js'
import type { SipAccount } from './sip-account.js'
import { outcomeOf } from './sip-outcome.js'
import type { Caller } from './sip-party.js'

/** Milliseconds that another change of the same call may take before this one gives up. */
const TURN = 5_000
/** Milliseconds for the far end to reach whom the call was handed on to. */
const TRANSFER = 30_000
/** Milliseconds without media after which a call is over. */
const SILENCE = 30_000
/** Milliseconds that a wavering network is given to come back by itself. */
const WAVERING = 500
/** More of them for whoever was called: two offers at once would stand in each other's way. */
const CALLED_WAITS = 3_000
/** Milliseconds after the first address of our own in which others may be found. */
const GATHERING = 1_000

/**
 * A digit's tone, and the silence after it, ms. Beside Opus Chromium counts tones of 8 kHz by Opus'
 * clock of 48 kHz: of one shorter than 120 ms it sends the end only, which some far ends count once.
 */
const TONE = { duration: 250, interToneGap: 100 }

/** What JsSIP has but does not declare. */
interface Inside {
  _dialog?: { id: { call_id: string; local_tag: string; remote_tag: string } }
  _sendReinvite(options: {
    eventHandlers: { succeeded(): void; failed(): void }
    rtcOfferConstraints?: RTCOfferOptions
  }): void
}

export interface CallFact {
  type: CallEventType
  outcome?: CallOutcome
}

/** One call of the page's own telephone. */
export class SipCall {
  readonly callId: string
  readonly account: SipAccount
  readonly caller: Caller
  readonly incoming: boolean
  readonly #session: RTCSession
  readonly #tell: (call: SipCall, fact: CallFact) => void
  readonly #sound = new CallSound()
  #microphone: MediaStream | null
  #answering = false
  #answered = false
  #over = false
  #held = false
  /** Its media must find a new way as soon as the exchange can be reached. */
  #astray = false
  #lost: ReturnType<typeof setTimeout> | undefined
  #wavering: ReturnType<typeof setTimeout> | undefined

  constructor(parts: {
    callId: string
    account: SipAccount
    caller: Caller
    session: RTCSession
    incoming: boolean
    microphone: MediaStream | null
    tell: (call: SipCall, fact: CallFact) => void
  }) {
    this.callId = parts.callId
    this.account = parts.account
    this.caller = parts.caller
    this.incoming = parts.incoming
    this.#session = parts.session
    this.#microphone = parts.microphone
    this.#tell = parts.tell
    this.#watch(parts.session)
  }

  get answered(): boolean {
    return this.#answered
  }

  get held(): boolean {
    return this.#held
  }

  /** `null` before the first media. */
  get connection(): RTCPeerConnection | null {
    return this.#session.connection ?? null
  }

  get sound(): CallSound {
    return this.#sound
  }

  async answer(open: () => Promise<MediaStream>, pcConfig: RTCConfiguration): Promise<void> {
    if (!this.incoming || this.#answered || this.#answering || this.#over) return
    this.#answering = true
    try {
      const microphone = await open()
      // The caller may have given up while the browser asked for the microphone.
      if (this.#over || !this.#session.isInProgress()) {
        silence(microphone)
        throw gone()
      }
      this.#microphone = microphone
      this.#session.answer({ mediaStream: microphone, pcConfig })
    } finally {
      this.#answering = false
    }
  }

  /** @param status what a caller is told who was not answered */
  end(status?: number): void {
    if (this.#over) return
    try {
      this.#session.terminate(this.#session.isEstablished() ? {} : { status_code: status })
    } catch {
      // JsSIP found it over already; whatever it missed to say is said here.
      this.#finish(this.#answered ? 'completed' : 'failed')
    }
  }

  async hold(on: boolean): Promise<void> {
    if (on === this.#held) return
    await this.#turn()
    await new Promise<void>((resolve, reject) => {
      const late = setTimeout(() => reject(slow()), TURN)
      const done = () => {
        clearTimeout(late)
        this.#held = on
        this.#tell(this, { type: on ? 'held' : 'resumed' })
        resolve()
      }
      const asked = on ? this.#session.hold({}, done) : this.#session.unhold({}, done)
      if (asked) return
      clearTimeout(late)
      reject(new DeskbellError('conflict', 'the call cannot be held now'))
    })
  }

  mute(on: boolean): void {
    if (!this.#answered) throw gone()
    if (on) this.#session.mute({ audio: true })
    else this.#session.unmute({ audio: true })
  }

  /** As tones in the media (RFC 4733) where the far end takes them, else as messages. */
  sendDigits(digits: string): void {
    if (!/^[0-9A-D*#,]{1,64}$/i.test(digits)) {
      throw new DeskbellError('invalid_number', 'digits are 0-9, *, #, A-D and a comma for a pause')
    }
    if (!this.#session.isEstablished()) throw gone()
    const tones = this.connection?.getSenders().find(({ track }) => track?.kind === 'audio')?.dtmf
    const transportType = (tones?.canInsertDTMF ? 'RFC2833' : 'INFO') as never
    this.#session.sendDTMF(digits, { transportType, ...TONE })
  }

  /** Hands the far end on; resolves when it has reached the other, and this call is over. */
  async transfer(to: string | SipCall): Promise<void> {
    if (!this.#answered) throw gone()
    if (!this.#held) await this.hold(true)
    const target = to instanceof SipCall ? to.#replacement() : this.account.address(to)
    try {
      await this.#refer(target)
    } catch (error) {
      // The conversation goes on where it was.
      if (!this.#over) await this.hold(false).catch(() => {})
      throw error
    }
    this.end()
    if (to instanceof SipCall) to.end()
  }

  /** Speaks through another microphone from now on. */
  async speakThrough(open: () => Promise<MediaStream>): Promise<void> {
    const sender = this.connection?.getSenders().find(({ track }) => track?.kind === 'audio')
    const before = sender?.track
    if (!sender || !before || this.#over) return
    const microphone = await open()
    const [track] = microphone.getAudioTracks()
    if (this.#over || !track) return silence(microphone)
    // Muted or held, it stays so.
    track.enabled = before.enabled
    await sender.replaceTrack(track)
    // JsSIP mutes what the connection sends, whichever track that is.
    silence(this.#microphone)
    this.#microphone = microphone
  }

  /** The exchange can be reached again, maybe from another address. */
  refresh(): void {
    if (!this.#answered || this.#over) return
    this.#turn()
      .then(() => this.#reinvite(this.#astray))
      .catch(() => {})
  }

  /** The network is another: media find their way anew. */
  reroute(): void {
    this.#astray = true
    if (this.account.registered) this.refresh()
  }

  /** Names the dialog that a transfer takes over. */
  #replacement(): string {
    const id = (this.#session as unknown as Inside)._dialog?.id
    if (!this.#answered || !id) throw gone()
    const replaces = `${id.call_id};to-tag=${id.remote_tag};from-tag=${id.local_tag}`
    const { user, host } = this.#session.remote_identity.uri
    return `sip:${user}@${host}?Replaces=${encodeURIComponent(replaces)}`
  }

  #refer(target: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => {
        reject(new DeskbellError('timeout', 'nobody answered the transfer'))
      }, TRANSFER)
      const done = () => {
        clearTimeout(late)
        resolve()
      }
      const refused = () => {
        clearTimeout(late)
        reject(new DeskbellError('provider_refused', 'the far end did not take the transfer'))
      }
      const eventHandlers = { requestFailed: refused, failed: refused, accepted: done }
      this.#session.refer(target, { eventHandlers } as ReferOptions)
      // Many exchanges end the call at once instead of telling how it went.
      this.#session.on('ended', done)
    })
  }

  /** Waits until the call's other changes are through. */
  async #turn(): Promise<void> {
    for (const since = Date.now(); !this.#session.isReadyToReOffer(); ) {
      if (this.#over) throw gone()
      if (Date.now() - since > TURN) throw slow()
      await new Promise(resolve => setTimeout(resolve, 50))
    }
  }

  /** Its own `renegotiate` would end a call whose far end does not want to. */
  #reinvite(iceRestart: boolean): void {
    const inside = this.#session as unknown as Inside
    inside._sendReinvite({
      eventHandlers: {
        succeeded: () => {
          if (iceRestart) this.#astray = false
        },
        failed: () => {
          // Else the far end's own offer would find ours in its way.
          if (this.connection?.signalingState === 'have-local-offer') {
            this.connection.setLocalDescription({ type: 'rollback' }).catch(() => {})
          }
        },
      },
      rtcOfferConstraints: { iceRestart },
    })
  }

  #watch(session: RTCSession): void {
    session.on('accepted', () => {
      this.#sound.stopRinging()
      this.#answered = true
      this.#tell(this, { type: 'answered' })
    })
    session.on('ended', () => this.#finish('completed'))
    session.on('failed', event => this.#finish(outcomeOf(this.incoming, event)))
    session.on('progress', (event: IncomingEvent | OutgoingEvent) => {
      const early = 'response' in event && event.response?.body
      if (!this.incoming && !early) this.#sound.startRinging()
    })
    session.on('icecandidate', ({ ready }) => setTimeout(ready, GATHERING))
    session.on('peerconnection', ({ peerconnection }) => this.#listen(peerconnection))
    // An answered session has its connection before anybody can listen for it.
    if (session.connection) this.#listen(session.connection)
  }

  #listen(connection: RTCPeerConnection): void {
    connection.addEventListener('track', ({ track }) => this.#sound.play(track))
    connection.addEventListener('connectionstatechange', () => {
      clearTimeout(this.#wavering)
      const { connectionState } = connection
      if (connectionState === 'connected') {
        clearTimeout(this.#lost)
        this.#lost = undefined
      } else if (connectionState === 'disconnected' || connectionState === 'failed') {
        this.#lost ??= setTimeout(() => this.end(), SILENCE)
        const wait = WAVERING + (this.incoming ? CALLED_WAITS : 0)
        this.#wavering = setTimeout(() => this.reroute(), wait)
      }
    })
  }

  #finish(outcome: CallOutcome): void {
    if (this.#over) return
    this.#over = true
    clearTimeout(this.#lost)
    clearTimeout(this.#wavering)
    this.#sound.close()
    silence(this.#microphone)
    this.#microphone = null
    this.#tell(this, { type: 'ended', outcome })
  }

  /** The far end hands this telephone on. @param take says whether it goes, and begins the call */
  onTransfer(take: (user: string, begin: BeginCall) => boolean): void {
    this.#session.on('refer', ({ request, accept, reject }) => {
      const { refer_to } = request as IncomingRequest & {
        refer_to: { uri: { user: string | null } }
      }
      const begin: BeginCall = (options, begun) => void accept(begun, options)
      if (!take(refer_to.uri.user ?? '', begin)) reject()
    })
    // Who hands the far end on to us has it call in place of this call.
    this.#session.on('replaces', ({ accept }) => accept())
  }
}

/** Begins the call that a transfer leads to. */
type BeginCall = (
  options: { mediaStream: MediaStream; pcConfig: RTCConfiguration },
  begun: (session: RTCSession) => void,
) => void

function silence(stream: MediaStream | null): void {
  for (const track of stream?.getTracks() ?? []) track.stop()
}

const gone = () => new DeskbellError('no_such_call', 'the call is over, or not answered yet')
const slow = () => new DeskbellError('timeout', 'the exchange did not answer')
