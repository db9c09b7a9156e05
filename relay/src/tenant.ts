import type { FastifyBaseLogger } from 'fastify'
import type { Engine } from '../../js-shim/src/core/engine.js'
import { EventIntake } from './calls/event-intake.js'
import type { CrmPort } from './crm-port.js'
import { Dialler } from './dial/dialler.js'
import { ZadarmaApi } from './dial/zadarma-api.js'
import type { TenantOptions } from './options.js'
import { httpCrm } from './reach/http-crm.js'
import type { Reach } from './reach/reach.js'
import { Settings, type SettingValues } from './settings/settings.js'
import type { Commits, GroupCommit } from './store/group-commit.js'
import type { Database, Store } from './store/schema.js'
import { tenantStore } from './store/tenant-scope.js'
import { QuestionRouter } from './webhooks/question-router.js'
import { type WebhookTenant, webhookAccounts } from './webhooks/webhook-accounts.js'
import { actionDelivery } from './work/action-delivery.js'
import { ActionPlanner } from './work/action-planner.js'
import { recordDelivery } from './work/record-delivery.js'

/** Stands where a tenant is put without a CRM: every question fails, and what is due waits. */
const NO_CRM = { url: 'none:', secret: '' }

/** What all tenants of a relay share. */
export interface Shared {
  database: Database
  commits: GroupCommit
  engine: Engine
  now: () => number
  /** The CRM that the host has for a tenant; `null` where the tenant's options say how it is asked. */
  crmOf: (tenant: string) => CrmPort | null
  firstValues: SettingValues
  /** There is a new event. */
  onCommitted: () => void
  /** Where failures are told; silent before the relay is mounted. */
  log: () => Pick<FastifyBaseLogger, 'warn'> | undefined
}

/** One tenant at work: its own part of the database, its settings, its telephone systems, its CRM. */
export class Tenant implements WebhookTenant {
  readonly store: Store
  readonly commits: Commits
  readonly crm: CrmPort
  readonly settings: Settings
  readonly intake: EventIntake
  readonly router: QuestionRouter
  /** `null` when no telephone system of it can be told to dial. */
  readonly dialler: Dialler | null
  readonly country: string
  readonly zadarmaSecret: string
  readonly accounts: WebhookTenant['accounts']
  readonly #records: ReturnType<typeof recordDelivery>
  readonly #actions: ReturnType<typeof actionDelivery>
  readonly #planner: ActionPlanner

  /**
   * @param version - How often its options were changed.
   * @param reach - By which the addresses in its options are reached.
   */
  constructor(
    readonly id: string,
    readonly version: number,
    options: TenantOptions,
    reach: Reach,
    { database, commits: all, engine, now, crmOf, firstValues, onCommitted, log }: Shared,
  ) {
    const commits: Commits = all.of(id)
    const store = tenantStore(database, id)
    const crm = crmOf(id) ?? httpCrm(options.crm ?? NO_CRM, reach)
    this.store = store
    this.commits = commits
    this.crm = crm
    this.country = options.country
    this.accounts = webhookAccounts(options)
    this.zadarmaSecret = options.zadarma?.secret ?? ''
    this.settings = new Settings({ store, commits }, engine, crm, now, firstValues)
    this.router = new QuestionRouter(engine, crm, this.settings)
    this.#records = recordDelivery(store, commits, crm)
    this.#actions = actionDelivery(store, commits, crm)
    this.#planner = new ActionPlanner(store, commits, engine, crm, this.settings, now, () =>
      this.#actions.wake(),
    )
    this.intake = new EventIntake(
      commits,
      engine,
      now,
      committed => {
        onCommitted()
        if (committed.record) this.#records.wake()
        if (committed.decideAt !== null) this.#planner.wakeAt(committed.decideAt)
      },
      (moment, within) => this.#planner.decideAfter(moment, within),
    )
    this.dialler = options.zadarma
      ? new Dialler(
          engine,
          this.intake,
          new ZadarmaApi(options.zadarma, reach),
          options.country,
          now,
        )
      : null
    this.#records.onFailure = (callId, err) => {
      log()?.warn({ tenant: id, callId, err }, 'the CRM did not take a record; will try again')
    }
    this.#planner.onFailure = (decision, err) => {
      log()?.warn({ tenant: id, decision, err }, 'it could not be decided; will try again')
    }
    this.#actions.onFailure = (callId, err) => {
      log()?.warn({ tenant: id, callId, err }, 'the CRM did not do the work; will try again')
    }
  }

  /** Something may be due. */
  wake(): void {
    this.#records.wake()
    this.#planner.wake()
    this.#actions.wake()
  }

  /** Called often: begins what has become due by the clock. */
  tick(): void {
    this.#planner.tick()
  }

  async close(): Promise<void> {
    await this.#planner.close()
    await this.#records.close()
    await this.#actions.close()
  }
}
