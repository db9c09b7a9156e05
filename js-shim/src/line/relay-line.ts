import { DeskbellError } from '../core/deskbell-error.js'
import type { CallAction, Line, LineSink } from '../ports/line.js'
import { readCall, readCallEvent } from '../read/read-call.js'
import { readFields, readList, readText } from '../read/values.js'
import type { Contact } from '../types.js'
import { EventStream, type StreamMessage } from './event-stream.js'
import type { RelayAccess } from './relay-access.js'

/** Calls in one snapshot; more are not one agent's business. */
const MOST_CALLS = 500
/** What to look at, for the host's developer. */
const REFUSALS = {
  unauthorized:
    'the relay refuses the token of the config. Is tokenSecret of createRelay the secret of signAgentToken?',
  refused:
    'there is no relay at the address of the config. Is relay.plugin registered with that prefix?',
}

/** The Date header counts whole seconds and travels: up to this a clock counts as right, ms. */
const CLOCK_TOLERANCE = 3_000

/** Telephony through the relay: its stream of events, and requests over HTTP. */
export class RelayLine implements Line {
  /** Its telephone system is steered from the telephone; the blacklist is the relay's own. */
  readonly actions: ReadonlySet<CallAction['type']> = new Set(['block'] as const)
  readonly #access: RelayAccess
  readonly #options: { browser?: string; stallMs?: number }
  readonly #closed = new AbortController()
  #stream: EventStream | undefined
  #complained = false

  /** @param options - `browser`: the relay ends the older of two streams that name the same */
  constructor(access: RelayAccess, options: { browser?: string; stallMs?: number } = {}) {
    this.#access = access
    this.#options = options
  }

  open(sink: LineSink): void {
    sink.status('connecting')
    const { browser, stallMs } = this.#options
    const path = browser ? `/stream?browser=${encodeURIComponent(browser)}` : '/stream'
    let key = this.#access.key
    this.#stream = new EventStream({
      connect: (lastEventId, signal) => {
        key = this.#access.key
        return this.#access.fetch(path, {
          headers: {
            Accept: 'text/event-stream',
            ...(lastEventId && { 'Last-Event-ID': lastEventId }),
          },
          signal,
        })
      },
      renew: () => this.#access.renew(key),
      message: message => this.#take(message, sink),
      connected: response => {
        tellClock(response, sink)
        sink.status('online')
      },
      lost: () => sink.status('offline'),
      refused: why => console.error(`Deskbell stays offline: ${REFUSALS[why]}`),
      stallMs,
    })
  }

  async dial(to: string, contact?: Contact): Promise<{ callId: string }> {
    const answer = await this.#access.post('/calls', { to, contact }, this.#closed.signal)
    const callId = readText(readFields(answer)?.callId, 300)
    if (!callId) throw new DeskbellError('unreachable', 'the relay answered without a call id')
    return { callId }
  }

  async identify(callId: string, contact: Contact): Promise<void> {
    const path = `/calls/${encodeURIComponent(callId)}/contact`
    await this.#access.post(path, { contact }, this.#closed.signal)
  }

  async act(callId: string, { type }: CallAction): Promise<void> {
    if (type === 'block') {
      const path = `/calls/${encodeURIComponent(callId)}/blacklist`
      await this.#access.post(path, {}, this.#closed.signal)
      return
    }
    throw new DeskbellError('not_supported', 'this telephone system cannot be steered from here')
  }

  close(): void {
    this.#closed.abort()
    this.#stream?.close()
  }

  #take({ type, data }: StreamMessage, sink: LineSink): void {
    const value = parse(data)
    if (type === 'snapshot') {
      const calls = readFields(value)?.calls
      if (Array.isArray(calls)) sink.snapshot(readList(calls, MOST_CALLS, readCall))
      else this.#complain(type)
    } else if (type === 'call_event') {
      const event = readCallEvent(value)
      if (event) sink.event(event)
      else this.#complain(type)
    } else if (type === 'replaced') {
      this.#stream?.close()
      sink.stepDown()
    }
  }

  /** Once: a relay of another version would fill the console otherwise. */
  #complain(type: string): void {
    if (this.#complained) return
    this.#complained = true
    console.error(
      `Deskbell: the relay sent an unreadable ${type}. Do page and relay have the same version?`,
    )
  }
}

function parse(data: string): unknown {
  try {
    return JSON.parse(data)
  } catch {
    return null
  }
}

function tellClock(response: Response, sink: LineSink): void {
  const relayNow = Date.parse(response.headers.get('date') ?? '')
  const ahead = Number.isNaN(relayNow) ? 0 : relayNow - Date.now()
  sink.clock(Math.abs(ahead) < CLOCK_TOLERANCE ? 0 : ahead)
}
