import type { FastifyRequest } from 'fastify'
import { DeskbellError } from '../../../js-shim/src/core/deskbell-error.js'
import type { EventIntake } from '../calls/event-intake.js'
import type { TenantOptions, UnsignedProvider, WebhookAccount } from '../options.js'
import type { QuestionRouter } from './question-router.js'
import { ZoneClock } from './time-zone.js'
import { webhookGuard } from './webhook-guard.js'

export type Provider = 'zadarma' | UnsignedProvider

/** A telephone system of a tenant, as its webhooks need it. */
interface Account {
  guard: (ip: string, token: string) => boolean
  zone: ZoneClock
  names: WebhookAccount['names']
}

/** What a webhook's handler needs of the tenant whose address it came to. */
export interface WebhookTenant {
  country: string
  /** Signs Zadarma's webhooks. */
  zadarmaSecret: string
  accounts: Partial<Record<Provider, Account>>
  intake: EventIntake
  router: QuestionRouter
}

/** A webhook that was let in. */
export interface Arrival {
  tenant: WebhookTenant
  zone: ZoneClock
  names: WebhookAccount['names']
}

/** The telephone systems of a tenant. */
export function webhookAccounts(options: TenantOptions): WebhookTenant['accounts'] {
  const { zadarma, ringostat, pbxware, deskbell } = options
  const accounts: WebhookTenant['accounts'] = {}
  for (const [name, account] of Object.entries({ zadarma, ringostat, pbxware, deskbell })) {
    if (!account) continue
    const { timeZone = 'UTC', names }: WebhookAccount = account
    const zone = new ZoneClock(timeZone)
    accounts[name as Provider] = { guard: webhookGuard(account), zone, names }
  }
  return accounts
}

interface Limit {
  /** @throws When `key` has asked too often. */
  take(key: string): void
}

/** Takes as long as a guard does, and lets nobody in. */
const STRANGER = (ip: string, token: string) => NOBODY(ip, token) && false
const NOBODY = webhookGuard({ webhookToken: '' })

/** Lets webhooks in by the tenant and the token in their address. */
export class WebhookDoor {
  readonly #findTenant: (id: string) => Promise<WebhookTenant | null>
  readonly #limit: Limit
  readonly #arrivals = new WeakMap<FastifyRequest, Arrival>()

  /** @param limit - Of the tenants' webhooks. */
  constructor(findTenant: (id: string) => Promise<WebhookTenant | null>, limit: Limit) {
    this.#findTenant = findTenant
    this.#limit = limit
  }

  /** For `onRequest`: lets nobody past before anything of the body is read. */
  check(provider: Provider, usualTenant: string): (request: FastifyRequest) => Promise<void> {
    return async request => {
      const { token = '', tenant: id = usualTenant } = request.params as Record<string, string>
      const tenant = await this.#findTenant(id)
      const account = tenant?.accounts[provider]
      // Which tenants there are, and what they use, is nobody's business.
      const right = (account?.guard ?? STRANGER)(request.ip, token)
      if (!tenant || !account || !right) throw new DeskbellError('unauthorized', 'not from here')
      this.#limit.take(id)
      const { zone, names } = account
      this.#arrivals.set(request, { tenant, zone, names })
    }
  }

  arrivalOf(request: FastifyRequest): Arrival {
    const arrival = this.#arrivals.get(request)
    if (!arrival) throw new DeskbellError('unauthorized', 'not from here')
    return arrival
  }
}
