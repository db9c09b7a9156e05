import type { RTCSession } from 'jssip/lib/RTCSession.js'
import type { IncomingRequest } from 'jssip/lib/SIPMessage.js'
import type { SipConfig } from '../config.js'
import { DeskbellError } from '../core/deskbell-error.js'
import type { CallAction, Line, LineSink } from '../ports/line.js'
import { randomId } from '../read/random-id.js'
import type { CallEvent, Contact } from '../types.js'
import { leaveCalls, takeLeftCalls } from './left-calls.js'
import { SipAccount } from './sip-account.js'
import { type CallFact, SipCall } from './sip-call.js'
import { type ReadNumber, readCaller, readParty } from './sip-party.js'

/** Calls at once, unless the config says otherwise. */
const MOST_CALLS = 4
/** Milliseconds in which a network is left to settle before anything is asked of it. */
const SETTLED = 500

export interface SipLineParts {
  config: SipConfig
  /** The agent's own, by which calls of colleagues know them. */
  extension: string
  readNumber: ReadNumber
  /** The company's own numbers, E.164. */
  ownNumbers: readonly string[]
  /** Where a page that goes leaves word of its calls, in `localStorage`. */
  storageKey: string
  /** Asks the browser for the agent's voice. */
  microphone: () => Promise<MediaStream>
}

/** Telephony in the page itself: SIP over WebSocket, media straight from the browser. */
export class SipLine implements Line {
  readonly actions: ReadonlySet<CallAction['type']> = new Set([
    'answer',
    'decline',
    'hangUp',
    'hold',
    'resume',
    'mute',
    'transfer',
    'sendDigits',
  ] as const)
  readonly #parts: SipLineParts
  readonly #accounts: SipAccount[] = []
  readonly #calls = new Map<string, SipCall>()
  readonly #closed = new AbortController()
  #sink: LineSink | undefined
  #count = 0
  #settling: ReturnType<typeof setTimeout> | undefined

  constructor(parts: SipLineParts) {
    this.#parts = parts
  }

  find(callId: string): SipCall | undefined {
    return this.#calls.get(callId)
  }

  /** Its calls, the oldest first. */
  get calls(): SipCall[] {
    return [...this.#calls.values()]
  }

  open(sink: LineSink): void {
    this.#sink = sink
    sink.status('connecting')
    for (const config of this.#parts.config.accounts) {
      const account: SipAccount = new SipAccount(config, {
        registered: online => this.#registered(account, online),
        incoming: (session, request) => this.#incoming(account, session, request),
      })
      this.#accounts.push(account)
    }
    const { signal } = this.#closed
    for (const target of [globalThis, (navigator as WithConnection).connection]) {
      target?.addEventListener('online', this.#networkChanged, { signal })
      if (target !== globalThis)
        target?.addEventListener('change', this.#networkChanged, { signal })
    }
    addEventListener('beforeunload', this.#warn, { signal })
    addEventListener('pagehide', () => this.#leave(), { signal })
    for (const account of this.#accounts) account.open()
  }

  async dial(to: string, _contact?: Contact): Promise<{ callId: string }> {
    const account = this.#online()
    this.#assertRoom()
    const microphone = await this.#parts.microphone()
    try {
      this.#online()
      this.#assertRoom()
      await this.#holdOthers(null)
      const party = readParty(to, this.#parts.readNumber)
      const session = account.call(account.address(to), {
        mediaStream: microphone,
        pcConfig: this.#pcConfig(),
      })
      const { extension } = this.#parts
      const direction = party.outside ? 'outbound' : 'internal'
      const caller = { direction, from: extension, to, line: '', name: '' } as const
      const { callId } = this.#add({ account, session, caller, incoming: false, microphone })
      // Whoever dialled hears of the call by its id first.
      queueMicrotask(() => this.#tell(callId, { type: 'dialing' }))
      return { callId }
    } catch (error) {
      for (const track of microphone.getTracks()) track.stop()
      throw error
    }
  }

  async identify(callId: string, contact: Contact): Promise<void> {
    // Nobody else is told: the page has said it to the desk itself.
    this.#sink?.event({ ...this.#event(this.#call(callId), 'identified'), contact })
  }

  async act(callId: string, action: CallAction): Promise<void> {
    if (!this.actions.has(action.type)) {
      throw new DeskbellError('not_supported', `a telephone in the page cannot ${action.type}`)
    }
    const call = this.#call(callId)
    switch (action.type) {
      case 'answer':
        await this.#answer(call)
        break
      case 'decline':
        // Busy here: in a group the others ring on, as 603 would forbid.
        call.end(486)
        break
      case 'hangUp':
        call.end(480)
        break
      case 'hold':
        await call.hold(true)
        break
      case 'resume':
        await this.#holdOthers(call)
        await call.hold(false)
        break
      case 'mute':
        call.mute(action.on)
        break
      case 'sendDigits':
        call.sendDigits(action.digits)
        break
      case 'transfer':
        await call.transfer(this.#target(action.to))
        break
    }
  }

  close(): void {
    if (this.#closed.signal.aborted) return
    this.#closed.abort()
    clearTimeout(this.#settling)
    this.#sink = undefined
    this.#hangUpAll()
    for (const account of this.#accounts) account.close()
  }

  #add(parts: Omit<ConstructorParameters<typeof SipCall>[0], 'callId' | 'tell'>): SipCall {
    const call = new SipCall({
      ...parts,
      callId: `sip-${randomId()}`,
      tell: (call, fact) => this.#changed(call, fact),
    })
    this.#calls.set(call.callId, call)
    call.onTransfer((user, begin) => {
      // Whoever calls must not make this telephone dial any number; a colleague may take the call.
      const { number, outside } = readParty(user, this.#parts.readNumber)
      const colleague = !outside || this.#parts.ownNumbers.includes(number)
      if (!colleague || !call.answered) return false
      this.#goOn(parts.account, number, begin).catch(() => {})
      return true
    })
    return call
  }

  /** Calls whom the far end has handed this telephone on to; it then ends the call we had. */
  async #goOn(
    account: SipAccount,
    to: string,
    begin: Parameters<Parameters<SipCall['onTransfer']>[0]>[1],
  ): Promise<void> {
    const microphone = await this.#parts.microphone()
    begin({ mediaStream: microphone, pcConfig: this.#pcConfig() }, session => {
      const { extension } = this.#parts
      const caller = { direction: 'internal', from: extension, to, line: '', name: '' } as const
      const { callId } = this.#add({ account, session, caller, incoming: false, microphone })
      this.#tell(callId, { type: 'dialing' })
    })
  }

  #incoming(account: SipAccount, session: RTCSession, request: IncomingRequest): void {
    const { mostCalls = MOST_CALLS } = this.#parts.config
    // It takes the place of a call that there is.
    const replaces = request.hasHeader('Replaces')
    if (this.#closed.signal.aborted || this.#calls.size >= mostCalls + Number(replaces)) {
      session.terminate({ status_code: 486 })
      return
    }
    const { extension, readNumber } = this.#parts
    const caller = readCaller(request, extension, readNumber)
    const call = this.#add({ account, session, caller, incoming: true, microphone: null })
    this.#tell(call.callId, { type: 'ringing' })
    if (replaces) this.#answer(call).catch(() => call.end(480))
  }

  async #answer(call: SipCall): Promise<void> {
    const open = async () => {
      const microphone = await this.#parts.microphone()
      await this.#holdOthers(call)
      return microphone
    }
    await call.answer(open, this.#pcConfig())
  }

  /** One conversation at a time: the others wait. */
  async #holdOthers(but: SipCall | null): Promise<void> {
    const others = this.calls.filter(call => call !== but && call.answered && !call.held)
    await Promise.all(others.map(call => call.hold(true)))
  }

  #target(to: string | { callId: string }): string | SipCall {
    if (typeof to !== 'string') return this.#call(to.callId)
    const { number } = readParty(to, this.#parts.readNumber)
    if (number) return number
    throw new DeskbellError('invalid_number', 'neither a number nor an extension')
  }

  #call(callId: string): SipCall {
    if (this.#closed.signal.aborted) throw new DeskbellError('disposed', 'the line is closed')
    const call = this.#calls.get(callId)
    if (call) return call
    throw new DeskbellError('no_such_call', `there is no call "${callId}"`)
  }

  #online(): SipAccount {
    if (this.#closed.signal.aborted) throw new DeskbellError('disposed', 'the line is closed')
    const account = this.#accounts.find(({ registered }) => registered)
    if (account) return account
    throw new DeskbellError('unreachable', 'no account is registered')
  }

  #assertRoom(): void {
    const { mostCalls = MOST_CALLS } = this.#parts.config
    if (this.#calls.size >= mostCalls) throw new DeskbellError('busy', 'too many calls at once')
  }

  #pcConfig(): RTCConfiguration {
    return { iceServers: this.#parts.config.iceServers ?? [] }
  }

  #registered(account: SipAccount, online: boolean): void {
    const sink = this.#sink
    if (!sink) return
    if (!online) {
      if (!this.#accounts.some(({ registered }) => registered)) sink.status('offline')
      return
    }
    const first = this.#accounts.every(other => other === account || !other.registered)
    if (first) {
      sink.clock(0)
      sink.status('online')
      this.#tellCalls(sink)
    }
    // The exchange knows a new address for us, and so must whoever we talk with.
    for (const call of this.calls) if (call.account === account) call.refresh()
  }

  /** Tells which calls there are, and of those that ended with the page that had the microphone. */
  #tellCalls(sink: LineSink): void {
    const left = takeLeftCalls(this.#parts.storageKey)
    const known = sink.calls()
    const own = known.filter(({ callId }) => this.#calls.has(callId))
    const gone = new Map(
      [...(left?.calls ?? []), ...known]
        .filter(({ callId, provider }) => !this.#calls.has(callId) && provider === PROVIDER)
        .map(call => [call.callId, call]),
    )
    sink.snapshot([...own, ...gone.values()])
    for (const { callId, direction, from, to, line, answeredAt } of gone.values()) {
      const at = left?.at ?? Date.now()
      const parties = { direction, from, to, line, agent: this.#parts.extension }
      const outcome = answeredAt === null ? 'failed' : 'completed'
      const id = `${callId}/ended`
      sink.event({ id, provider: PROVIDER, callId, type: 'ended', at, ...parties, outcome })
    }
  }

  readonly #networkChanged = () => {
    clearTimeout(this.#settling)
    this.#settling = setTimeout(() => {
      for (const account of this.#accounts) account.ask()
      for (const call of this.calls) if (call.answered) call.reroute()
    }, SETTLED)
  }

  /** The conversation would end with the page. */
  readonly #warn = (event: BeforeUnloadEvent) => {
    if (this.calls.some(({ answered }) => answered)) event.preventDefault()
  }

  /** The page goes, and its calls with it. Whoever has the telephone next tells of their end. */
  #leave(): void {
    const calls = this.#sink?.calls().filter(({ callId }) => this.#calls.has(callId)) ?? []
    if (calls.length > 0) leaveCalls(this.#parts.storageKey, { at: Date.now(), calls })
    this.#sink = undefined
    this.#hangUpAll()
  }

  #hangUpAll(): void {
    for (const call of this.calls) call.end(480)
  }

  #changed(call: SipCall, fact: CallFact): void {
    this.#tell(call.callId, fact)
    if (fact.type === 'ended') this.#calls.delete(call.callId)
  }

  #tell(callId: string, { type, outcome }: CallFact): void {
    const call = this.#calls.get(callId)
    if (call) this.#sink?.event({ ...this.#event(call, type), ...(outcome && { outcome }) })
  }

  #event({ callId, caller }: SipCall, type: CallEvent['type']): CallEvent {
    const { direction, from, to, line, name } = caller
    this.#count += 1
    return {
      id: `${callId}/${this.#count}`,
      provider: PROVIDER,
      callId,
      type,
      at: Date.now(),
      direction,
      from,
      to,
      line,
      agent: this.#parts.extension,
      ...(name && { tracking: { callerName: name } }),
    }
  }
}

const PROVIDER = 'sip'

/** Chromium's word on the network in use. */
type WithConnection = Navigator & { connection?: EventTarget }
