import type { FastifyRequest } from 'fastify'
import { DeskbellError } from '../../../js-shim/src/core/deskbell-error.js'
import { type Agent, readAgentToken } from './agent-token.js'

interface Limit {
  /** @throws When `key` has asked too often. */
  take(key: string): void
}
const NO_LIMIT: Limit = { take() {} }

interface Asker<Tenant> {
  agent: Agent
  tenant: Tenant
}

/** Lets nobody past without the bearer token of an agent of a tenant that is there. */
export class AgentGuard<Tenant> {
  readonly #secret: string
  readonly #findTenant: (id: string) => Promise<Tenant | null>
  readonly #limit: Limit
  readonly #askers = new WeakMap<FastifyRequest, Asker<Tenant>>()

  /**
   * @param findTenant - `null` for one that may not use the relay.
   * @param limit - Of the agents' requests.
   */
  constructor(
    secret: string,
    findTenant: (id: string) => Promise<Tenant | null>,
    limit: Limit = NO_LIMIT,
  ) {
    this.#limit = limit
    this.#secret = secret
    this.#findTenant = findTenant
  }

  /** For `onRequest`: a stranger's body is not even read. */
  readonly check = async (request: FastifyRequest): Promise<void> => {
    const token = /^Bearer ([\w.-]{1,4096})$/i.exec(request.headers.authorization ?? '')?.[1]
    if (!token) throw new DeskbellError('unauthorized', 'a bearer token is needed')
    const agent = await readAgentToken(this.#secret, token)
    this.#limit.take(`${agent.tenant}/${agent.extension}`)
    const tenant = await this.#findTenant(agent.tenant)
    if (!tenant) throw new DeskbellError('unauthorized', 'there is no such tenant')
    this.#askers.set(request, { agent, tenant })
  }

  /** The same, for what only an admin may do. */
  readonly checkAdmin = async (request: FastifyRequest): Promise<void> => {
    await this.check(request)
    if (this.agentOf(request).admin) return
    throw new DeskbellError('unauthorized', 'an admin’s token is needed')
  }

  agentOf(request: FastifyRequest): Agent {
    return this.#askerOf(request).agent
  }

  /** The tenant whose agent asks: the one way in which a request gets at data. */
  tenantOf(request: FastifyRequest): Tenant {
    return this.#askerOf(request).tenant
  }

  #askerOf(request: FastifyRequest): Asker<Tenant> {
    const asker = this.#askers.get(request)
    if (!asker) throw new DeskbellError('unauthorized', 'a bearer token is needed')
    return asker
  }
}
