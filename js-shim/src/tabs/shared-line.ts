import type { CallAction, Line, LineSink, LineStatus } from '../ports/line.js'
import { randomId } from '../read/random-id.js'
import type { Contact } from '../types.js'
import { readTabMessage, type TabMessage } from './tab-message.js'

/** The browser's means to be one of many; a test brings its own. */
export interface TabTools {
  locks: Pick<LockManager, 'request'>
  channel(name: string): BroadcastChannel
  /** Messages of other origins are not heard. */
  origin: string
}

/** `null` where the browser cannot do it (no https, or an old one): then every tab is on its own. */
function browserTabTools(): TabTools | null {
  if (!globalThis.navigator?.locks || typeof BroadcastChannel !== 'function') return null
  return {
    locks: navigator.locks,
    channel: name => new BroadcastChannel(name),
    origin: location.origin,
  }
}

/**
 * One line for all tabs of a browser. The tab that holds a Web Lock leads: it opens the line and
 * repeats what it hears to the others. Requests go out from the tab in which they were made.
 */
export class SharedLine implements Line {
  readonly #makeLine: () => Line
  /** For requests; it is never opened. */
  readonly #requests: Line
  readonly #name: string
  readonly #tools: TabTools | null
  readonly #tab = randomId()
  readonly #closed = new AbortController()
  #channel: BroadcastChannel | undefined
  /** The open line, in the leading tab. */
  #stream: Line | undefined
  #sink: LineSink | undefined
  #status: LineStatus = 'connecting'
  #aheadMs = 0

  /** `name` says whose line it is: one leader each. */
  constructor(makeLine: () => Line, name: string, tools = browserTabTools()) {
    this.#makeLine = makeLine
    this.#requests = makeLine()
    this.#name = name
    this.#tools = tools
  }

  get actions(): ReadonlySet<CallAction['type']> {
    return this.#requests.actions
  }

  /** Whether this tab speaks for the browser: shows toasters, saves records. */
  get leading(): boolean {
    return this.#stream !== undefined
  }

  open(sink: LineSink): void {
    this.#sink = sink
    const tools = this.#tools
    if (!tools) {
      sink.status(this.#status)
      this.#lead()
      return
    }
    this.#channel = tools.channel(this.#name)
    this.#channel.onmessage = ({ data, origin }) => {
      const message = origin === tools.origin ? readTabMessage(data) : null
      if (message) this.#hear(message)
    }
    sink.status(this.#status)
    this.#post({ kind: 'hello', from: this.#tab })
    void this.#waitForLead(tools)
  }

  dial(to: string, contact?: Contact): Promise<{ callId: string }> {
    return this.#requests.dial(to, contact)
  }

  identify(callId: string, contact: Contact): Promise<void> {
    return this.#requests.identify(callId, contact)
  }

  act(callId: string, action: CallAction): Promise<void> {
    return this.#requests.act(callId, action)
  }

  close(): void {
    this.#closed.abort()
    this.#stream?.close()
    this.#stream = undefined
    this.#requests.close()
    this.#channel?.close()
    this.#sink = undefined
  }

  /** Leads as soon as nobody else does, until closed; again when the lock was taken away. */
  async #waitForLead({ locks }: TabTools): Promise<void> {
    const { signal } = this.#closed
    while (!signal.aborted) {
      try {
        await locks.request(this.#name, { signal }, () => {
          this.#lead()
          return new Promise<void>(release => signal.addEventListener('abort', () => release()))
        })
      } catch {
        if (signal.aborted) return
        // Never had the lock: locks are forbidden here (a sandboxed frame), so this tab is on its own.
        if (!this.#stream) return this.#lead()
        // Somebody stole the lock: the stream is theirs now.
        this.#stream.close()
        this.#stream = undefined
      }
    }
  }

  #lead(): void {
    if (this.#closed.signal.aborted) return
    const stream = this.#makeLine()
    this.#stream = stream
    const current = () => (this.#stream === stream ? this.#sink : undefined)
    stream.open({
      snapshot: calls => {
        current()?.snapshot(calls)
        this.#post({ kind: 'snapshot', calls })
      },
      event: event => {
        current()?.event(event)
        this.#post({ kind: 'event', event })
      },
      status: status => {
        if (!current()) return
        this.#tellStatus(status)
        this.#post({ kind: 'status', status })
      },
      clock: aheadMs => {
        this.#aheadMs = aheadMs
        current()?.clock(aheadMs)
        this.#post({ kind: 'clock', aheadMs })
      },
      calls: () => this.#sink?.calls() ?? [],
    })
  }

  #hear(message: TabMessage): void {
    const sink = this.#sink
    if (!sink) return
    if (this.#stream) {
      if (message.kind === 'hello') this.#welcome(message.from, sink)
      return
    }
    switch (message.kind) {
      case 'welcome':
        if (message.to !== this.#tab) return
        sink.clock(message.aheadMs)
        this.#tellStatus(message.status)
        sink.snapshot(message.calls)
        break
      case 'snapshot':
        sink.snapshot(message.calls)
        break
      case 'event':
        sink.event(message.event)
        break
      case 'status':
        this.#tellStatus(message.status)
        break
      case 'clock':
        sink.clock(message.aheadMs)
        break
    }
  }

  #tellStatus(status: LineStatus): void {
    if (status === this.#status) return
    this.#status = status
    this.#sink?.status(status)
  }

  #welcome(to: string, sink: LineSink): void {
    const [status, aheadMs] = [this.#status, this.#aheadMs]
    this.#post({ kind: 'welcome', to, status, aheadMs, calls: sink.calls() })
  }

  #post(message: TabMessage): void {
    if (!this.#closed.signal.aborted) this.#channel?.postMessage(message)
  }
}
