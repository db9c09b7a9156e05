import type { FastifyRequest } from 'fastify'
import { DeskbellError } from '../../../js-shim/src/core/deskbell-error.js'
import { type Agent, readAgentToken } from './agent-token.js'

/** Lets nobody past without an agent's bearer token. */
export class AgentGuard {
  readonly #secret: string
  readonly #agents = new WeakMap<FastifyRequest, Agent>()

  constructor(secret: string) {
    this.#secret = secret
  }

  /** For `onRequest`: a stranger's body is not even read. */
  readonly check = async (request: FastifyRequest): Promise<void> => {
    const token = /^Bearer ([\w.-]{1,4096})$/i.exec(request.headers.authorization ?? '')?.[1]
    if (!token) throw new DeskbellError('unauthorized', 'a bearer token is needed')
    this.#agents.set(request, await readAgentToken(this.#secret, token))
  }

  /** The same, for what only an admin may do. */
  readonly checkAdmin = async (request: FastifyRequest): Promise<void> => {
    await this.check(request)
    if (this.agentOf(request).admin) return
    throw new DeskbellError('unauthorized', 'an admin’s token is needed')
  }

  agentOf(request: FastifyRequest): Agent {
    const agent = this.#agents.get(request)
    if (!agent) throw new DeskbellError('unauthorized', 'a bearer token is needed')
    return agent
  }
}
