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
  /** The window: it says when the page is frozen, stored and shown. */
  page: Pick<EventTarget, 'addEventListener'>
  visible(): boolean
  /** What all tabs of this browser have, and no other browser; `''` where nothing can be kept. */
  browser(name: string): string
}

/** How long the next leader may take before somebody asks for it, ms. */
const NEXT_PATIENCE = 500

/** How long a leader may take to answer a tab that the agent has turned to, ms. */
const LEADER_PATIENCE = 3_000

/** `null` where the browser cannot do it (no https, or an old one): then every tab is on its own. */
function browserTabTools(): TabTools | null {
  if (!globalThis.navigator?.locks || typeof BroadcastChannel !== 'function') return null
  return {
    locks: navigator.locks,
    channel: name => new BroadcastChannel(name),
    origin: location.origin,
    page: window,
    visible: () => document.visibilityState === 'visible',
    browser(name) {
      try {
        localStorage[name] ||= randomId()
        return localStorage[name]
      } catch {
        return ''
      }
    },
  }
}

/**
 * One line for all tabs of a browser. The tab that holds a Web Lock leads: it opens the line and
 * repeats what it hears to the others. Requests go out from the tab in which they were made.
 */
export class SharedLine implements Line {
  readonly #makeLine: (browser?: string) => Line
  /** For requests; it is never opened. */
  readonly #requests: Line
  readonly #name: string
  readonly #tools: TabTools | null
  readonly #tab = randomId()
  readonly #closed = new AbortController()
  /** Aborted when this tab no longer waits for the lead, or holds it. */
  #turn: AbortController | undefined
  /** Waits for a word of the leader; hearing one aborts it. */
  #expecting: AbortController | undefined
  #channel: BroadcastChannel | undefined
  /** The open line, in the leading tab. */
  #stream: Line | undefined
  #sink: LineSink | undefined
  #status: LineStatus = 'connecting'
  #aheadMs = 0

  /**
   * @param makeLine - `browser` names this one to the relay, which gives each one stream
   * @param name - says whose line it is: one leader each
   */
  constructor(makeLine: (browser?: string) => Line, name: string, tools = browserTabTools()) {
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
    sink.status(this.#status)
    const tools = this.#tools
    if (!tools) {
      this.#leadAlone()
      return
    }
    this.#channel = tools.channel(this.#name)
    this.#channel.onmessage = ({ data, origin }) => {
      const message = origin === tools.origin ? readTabMessage(data) : null
      if (message) this.#hear(message, tools)
    }
    const listen = (type: string, run: (event: Event) => void) =>
      tools.page.addEventListener(type, run, { signal: this.#closed.signal, capture: true })
    // A page that is frozen or stored away neither hears nor speaks. It must not lead then, nor be
    // next in the queue: the browser would give it the lock, and nobody would lead.
    listen('freeze', () => {
      // Whoever is next may be frozen at the same moment, with the lock already on its way.
      if (this.#stream) this.#post({ kind: 'bye' })
      this.#rest()
    })
    listen('pagehide', event => {
      if ((event as PageTransitionEvent).persisted) this.#rest()
      // A page that goes for good is cleared away by the browser, but its lock rather late.
      else this.#turn?.abort()
    })
    for (const type of ['resume', 'pageshow']) listen(type, () => this.#wake(tools))
    listen('visibilitychange', () => {
      if (tools.visible()) void this.#expectLeader(tools, 0)
    })
    this.#wake(tools)
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
    this.#turn?.abort()
    this.#expecting?.abort()
    this.#stream?.close()
    this.#stream = undefined
    this.#requests.close()
    this.#channel?.close()
    this.#sink = undefined
  }

  #wake(tools: TabTools): void {
    if (this.#turn) return
    this.#post({ kind: 'hello', from: this.#tab })
    void this.#waitForLead(tools)
  }

  #rest(): void {
    this.#expecting?.abort()
    this.#turn?.abort()
    this.#turn = undefined
    this.#stepDown()
  }

  /** The stream is another tab's now, and with it what one tab alone shows and plays. */
  #stepDown(): void {
    if (!this.#stream) return
    this.#stream.close()
    this.#stream = undefined
    this.#sink?.stepDown()
  }

  /**
   * Asks for the leader after `wait` ms, and takes its place when it does not answer. One that hangs (stopped in a
   * debugger, put to sleep without a word) keeps its lock and learns of it when it comes back; so
   * does a tab that was frozen at the very moment when the lock was handed to it.
   */
  async #expectLeader(tools: TabTools, wait: number): Promise<void> {
    const turn = this.#turn
    if (!turn || this.#stream) return
    this.#expecting?.abort()
    this.#expecting = new AbortController()
    const { signal } = this.#expecting
    await passed(wait, signal)
    if (signal.aborted || this.#stream) return
    this.#post({ kind: 'hello', from: this.#tab })
    await passed(LEADER_PATIENCE, signal)
    if (signal.aborted || this.#stream || this.#turn !== turn) return
    turn.abort()
    void this.#waitForLead(tools, { steal: true })
  }

  /** Leads as soon as nobody else does, until its turn ends; again when the lock was taken away. */
  async #waitForLead(tools: TabTools, how: LockOptions = {}): Promise<void> {
    const turn = new AbortController()
    this.#turn = turn
    const { signal } = turn
    for (let options = how; !signal.aborted; options = {}) {
      let held = false
      try {
        // Stealing does not wait, so a signal is forbidden there.
        await tools.locks.request(this.#name, options.steal ? options : { signal }, async () => {
          held = true
          if (signal.aborted) return
          this.#lead(tools)
          await aborted(signal)
        })
      } catch {
        if (signal.aborted) return
        // Locks are forbidden here (a sandboxed frame).
        if (!held) {
          this.#leadAlone()
          return
        }
        // Somebody stole the lock: the stream is theirs now.
        this.#stepDown()
      }
    }
  }

  /** Where tabs cannot find one another each is on its own. */
  #leadAlone(): void {
    console.info('Deskbell: this page cannot share its line with other tabs; each has its own.')
    this.#lead()
  }

  #lead(tools?: TabTools): void {
    if (this.#closed.signal.aborted) return
    // Whoever leads alone may not end the others' streams.
    const stream = this.#makeLine(tools?.browser(this.#name))
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
        // A change of leaders is none of the agent's business, unless the relay does not answer.
        const takesOver = status === 'connecting' && this.#status === 'online'
        if (!current() || takesOver) return
        this.#tellStatus(status)
        this.#post({ kind: 'status', status })
      },
      clock: aheadMs => {
        this.#aheadMs = aheadMs
        current()?.clock(aheadMs)
        this.#post({ kind: 'clock', aheadMs })
      },
      calls: () => this.#sink?.calls() ?? [],
      stepDown: () => {
        if (!current() || !tools) return
        this.#rest()
        this.#wake(tools)
      },
    })
  }

  #hear(message: TabMessage, tools: TabTools): void {
    const sink = this.#sink
    if (!sink) return
    if (this.#stream) {
      if (message.kind === 'hello') this.#welcome(message.from, sink)
      return
    }
    if (message.kind !== 'hello') this.#expecting?.abort()
    switch (message.kind) {
      case 'bye': {
        // The tab that is looked at is the first to see to it; not all of the others at once.
        const wait = tools.visible() ? NEXT_PATIENCE : LEADER_PATIENCE * (1 + Math.random())
        void this.#expectLeader(tools, wait)
        break
      }
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

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
}

/** Resolves after `ms`, or as soon as `signal` aborts. */
function passed(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const end = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    signal.addEventListener('abort', end)
  })
}
