import { randomBytes } from 'node:crypto'
import { DeskbellError } from '../../../js-shim/src/core/deskbell-error.js'
import type { Engine } from '../../../js-shim/src/core/engine.js'
import type { CallEvent, Contact } from '../../../js-shim/src/types.js'
import { OWN_CALL_PREFIX, OWN_PROVIDER } from '../calls/call-resolution.js'
import type { EventIntake } from '../calls/event-intake.js'
import type { ZadarmaApi } from './zadarma-api.js'

// A second click on the same number within this time is the first one's echo.
const SAME_CLICK_MS = 2000

interface Click {
  to: string
  at: number
  callId: Promise<string>
}

/** Starts calls for agents. */
export class Dialler {
  readonly #engine: Engine
  readonly #intake: EventIntake
  readonly #api: ZadarmaApi
  readonly #country: string
  readonly #now: () => number
  /** The last click of each agent. */
  readonly #clicks = new Map<string, Click>()

  constructor(
    engine: Engine,
    intake: EventIntake,
    api: ZadarmaApi,
    country: string,
    now: () => number,
  ) {
    this.#engine = engine
    this.#intake = intake
    this.#api = api
    this.#country = country
    this.#now = now
  }

  /**
   * Rings the agent's telephone and then `text`, a number as the agent's page has it.
   * @returns The call's id; the same one for a double click.
   * @throws DeskbellError `invalid_number`, `provider_refused` or `unreachable`
   */
  dial(extension: string, text: string, contact?: Contact): Promise<string> {
    const to = this.#readNumber(text)
    const at = this.#now()
    const last = this.#clicks.get(extension)
    if (last?.to === to && Math.abs(at - last.at) < SAME_CLICK_MS) return last.callId
    const callId = this.#start(extension, to, contact)
    this.#clicks.set(extension, { to, at, callId })
    return callId
  }

  #readNumber(text: string): string {
    // Service codes change the telephone's settings or cost money; nobody dials them from a page.
    if (/[*#＊＃﹡﹟∗⁎٭]/.test(text)) throw new DeskbellError('invalid_number', 'a service code')
    const number = this.#engine.normalize(text, { country: this.#country })
    if (!number.valid) throw new DeskbellError('invalid_number', number.reason)
    return number.e164
  }

  async #start(extension: string, to: string, contact?: Contact): Promise<string> {
    const callId = OWN_CALL_PREFIX + randomBytes(16).toString('hex')
    const event = (type: CallEvent['type']): CallEvent => ({
      id: `${OWN_PROVIDER}/${type}/${callId}`,
      provider: OWN_PROVIDER,
      callId,
      type,
      at: this.#now(),
      direction: 'outbound',
      from: extension,
      to,
      line: '',
      agent: extension,
    })
    const events = [event('dialing')]
    if (contact) events.push({ ...event('identified'), contact })
    // Durable before anything rings: the webhooks of the call may be here before the API's answer.
    await this.#intake.take(events)
    try {
      await this.#api.requestCallback(extension, to.slice(1))
    } catch (error) {
      await this.#intake.take([{ ...event('ended'), outcome: 'failed' }])
      throw error
    }
    return callId
  }
}
