import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Agent, listAgents } from './data/agents.js'
import type { CrmData } from './data/open-database.js'

const COOKIE = 'kompas_agent'
/** Seconds. */
const A_MONTH = 30 * 86_400

/** Whoever is signed in; the first agent when nobody is, since the demo asks for no password. */
export async function signedIn(
  data: CrmData,
  request: FastifyRequest,
): Promise<{ agent: Agent; agents: Agent[] }> {
  const agents = await listAgents(data)
  const chosen = request.cookies[COOKIE]
  const agent = agents.find(({ extension }) => extension === chosen) ?? agents[0]
  if (agent === undefined) throw new Error('the CRM has no agents')
  return { agent, agents }
}

export function signIn(reply: FastifyReply, agent: Agent): void {
  reply.setCookie(COOKIE, agent.extension, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    maxAge: A_MONTH,
  })
}
