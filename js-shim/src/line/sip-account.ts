import JsSIP from 'jssip'
import type { RTCSession } from 'jssip/lib/RTCSession.js'
import type { IncomingRequest } from 'jssip/lib/SIPMessage.js'
import type { WeightedSocket } from 'jssip/lib/Socket.js'
import type {
  CallOptions,
  IncomingRTCSessionEvent,
  OutgoingRTCSessionEvent,
  UA,
} from 'jssip/lib/UA.js'
import type { SipAccount as AccountConfig } from '../config.js'
import { SipSocket } from './sip-socket.js'

/** Seconds between two tries to connect; JsSIP doubles them, with chance in it. */
const RECOVERY = { first: 1, last: 4 }
/** Seconds for which a server keeps a registration. */
const EXPIRES = 300
/** Milliseconds between two questions whether the server is there; also keeps firewalls open. */
const ASK_EVERY = 20_000
/** Milliseconds in which it must answer them. */
const ANSWER_WITHIN = 4_000
/** Milliseconds until a server that refuses a registration is asked again: at first, and at most. */
const RETRY = { first: 2_000, last: 60_000 }

export interface AccountListener {
  registered(online: boolean): void
  incoming(session: RTCSession, request: IncomingRequest): void
}

/** One account at its exchange: connected and registered as long as it is open. */
export class SipAccount {
  readonly user: string
  readonly host: string
  readonly #ua: UA
  readonly #sockets: SipSocket[]
  readonly #listener: AccountListener
  #registered = false
  #refused = 0
  #retry: ReturnType<typeof setTimeout> | undefined
  #asking: ReturnType<typeof setInterval> | undefined
  #patience: ReturnType<typeof setTimeout> | undefined
  #complained = false

  constructor(config: AccountConfig, listener: AccountListener) {
    this.#listener = listener
    const [user = '', host = ''] = config.uri.slice('sip:'.length).split('@')
    this.user = user
    this.host = host.split(/[;:?]/)[0] ?? host
    this.#sockets = config.servers.map(url => new SipSocket(url))
    const { length } = this.#sockets
    this.#ua = new JsSIP.UA({
      uri: config.uri,
      // The first is preferred while it answers.
      sockets: this.#sockets.map((socket, at) => ({
        socket,
        weight: length - at,
      })) as WeightedSocket[],
      authorization_user: config.authorizationUser,
      password: config.password,
      ha1: config.ha1,
      realm: config.realm,
      register_expires: EXPIRES,
      connection_recovery_min_interval: RECOVERY.first,
      connection_recovery_max_interval: RECOVERY.last,
      // Their refreshes would end a call whose server is away for a moment; a dead one is noticed by its media.
      session_timers: false,
      no_answer_timeout: 180,
      user_agent: 'Deskbell',
    })
    this.#ua.on('registered', () => this.#tell(true))
    this.#ua.on('unregistered', () => this.#tell(false))
    this.#ua.on('disconnected', () => this.#tell(false))
    this.#ua.on('registrationFailed', ({ response, cause }) => {
      this.#tell(false)
      this.#registrationFailed(response?.status_code ?? 0, `${cause}`)
    })
    this.#ua.on('newRTCSession', (data: IncomingRTCSessionEvent | OutgoingRTCSessionEvent) => {
      if (data.originator === 'remote') {
        this.#listener.incoming(data.session, data.request)
      }
    })
  }

  get registered(): boolean {
    return this.#registered
  }

  open(): void {
    this.#ua.start()
    this.#asking = setInterval(() => this.ask(), ASK_EVERY)
  }

  /** The session begins before this returns; it hears of nothing in between. */
  call(target: string, options: CallOptions): RTCSession {
    return this.#ua.call(target, options)
  }

  /** The address of a number or user at this exchange. */
  address(user: string): string {
    return `sip:${encodeURIComponent(user).replaceAll('%2B', '+')}@${this.host}`
  }

  /** Whether the server is still there; a connection that does not answer is given up. */
  ask(): void {
    const socket = this.#sockets.find(socket => socket.isConnected())
    if (!socket || this.#patience) return
    this.#patience = setTimeout(() => {
      this.#patience = undefined
      socket.fail()
    }, ANSWER_WITHIN)
    const answered = () => {
      clearTimeout(this.#patience)
      this.#patience = undefined
    }
    ;(this.#ua as WithOptions).sendOptions(`sip:${this.host}`, '', {
      // A refusal is an answer, too; JsSIP says `system` where there was none.
      eventHandlers: {
        succeeded: answered,
        failed: ({ originator }: { originator: string }) => originator === 'remote' && answered(),
      },
    })
  }

  close(): void {
    clearInterval(this.#asking)
    clearTimeout(this.#retry)
    clearTimeout(this.#patience)
    this.#registered = false
    this.#ua.stop()
  }

  #tell(online: boolean): void {
    if (online) {
      this.#refused = 0
      this.#complained = false
    } else {
      clearTimeout(this.#patience)
      this.#patience = undefined
    }
    if (online === this.#registered) return
    this.#registered = online
    this.#listener.registered(online)
  }

  #registrationFailed(status: number, cause: string): void {
    const wrong = status === 401 || status === 403 || status === 404 || status === 407
    if (wrong && !this.#complained) {
      this.#complained = true
      console.error(
        `Deskbell: the exchange refuses the SIP account ${this.user}@${this.host} (${status} ${cause}). ` +
          'Are its user, password and realm right?',
      )
    }
    clearTimeout(this.#retry)
    if (!this.#ua.isConnected()) return
    this.#refused += 1
    const wait = Math.min(RETRY.last, RETRY.first * 2 ** (this.#refused - 1))
    this.#retry = setTimeout(
      () => {
        // Another server may do what this one does not.
        if (!wrong && this.#sockets.length > 1) this.#sockets.find(s => s.isConnected())?.fail()
        else this.#ua.register()
      },
      wait * (0.5 + Math.random() / 2),
    )
  }
}

/** What JsSIP has but does not declare. */
type WithOptions = UA & { sendOptions(target: string, body: string, options: object): void }
