import type { Engine } from '../../../js-shim/src/core/engine.js'
import type { Client, Route, RoutingQuestion } from '../../../js-shim/src/core/rules.js'
import { lookUpClient } from '../client-lookup.js'
import type { CrmPort } from '../crm-port.js'
import type { Settings } from '../settings/settings.js'
import { timeLimit } from '../time-limit.js'
import { latinName } from './latin-name.js'

/** The caller waits for the telephone system, and the telephone system for us. */
export const CALLER_PATIENCE_MS = 300

/** Answers a telephone system that asks before it rings. */
export class QuestionRouter {
  readonly #engine: Engine
  readonly #crm: CrmPort
  readonly #settings: Settings

  constructor(engine: Engine, crm: CrmPort, settings: Settings) {
    this.#engine = engine
    this.#crm = crm
    this.#settings = settings
  }

  /**
   * Never rejects, and takes `CALLER_PATIENCE_MS` at most. When the CRM does not say in time who it
   * is, the blacklist alone counts: a rule cannot tell an unknown client from an unknown value.
   */
  async answer(question: RoutingQuestion, patienceMs = CALLER_PATIENCE_MS): Promise<Route> {
    const asked = timeLimit(patienceMs, () => this.#settings.get('routing')).catch(() =>
      this.#settings.lastKnown('routing'),
    )
    const client = await timeLimit(patienceMs, () => this.#client(question, patienceMs)).catch(
      () => null,
    )
    const { value: routing } = await asked
    if (client) return this.#engine.route({ question, client, routing })
    const { blacklist, blacklistHangsUp } = routing
    return this.#engine.route({ question, client: {}, routing: { blacklist, blacklistHangsUp } })
  }

  async #client({ from, dtmf }: RoutingQuestion, patienceMs: number): Promise<Client> {
    const { lastDigits } = (await this.#settings.get('clients')).value
    const asked = { number: from, lastDigits, ...(dtmf !== '' && { dtmf }) }
    const client = await lookUpClient(this.#crm, asked, patienceMs)
    const name = client.contact?.name
    return { ...client, callerName: typeof name === 'string' ? latinName(name) : '' }
  }
}
