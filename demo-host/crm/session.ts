import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Agent, listAgents } from './data/agents.js'
import type { CrmData } from './data/open-database.js'

const COOKIE = 'kompas_agent'
/** Seconds. */
const A_MONTH = 30 * 86_400

/** The extension in the request's cookie, or `''`. */
function chosenExtension(request: FastifyRequest): string {
  const cookies = (request.headers.cookie ?? '').split(';').map(pair => pair.trim())
  const own = cookies.find(pair => pair.startsWith(`${COOKIE}=`)) ?? ''
  return own.slice(COOKIE.length + 1)
}

/** Whoever is signed in; the first agent when nobody is, since the demo asks for no password. */
export async function signedIn(
  data: CrmData,
  request: FastifyRequest,
): Promise<{ agent: Agent; agents: Agent[] }> {
  const agents = await listAgents(data)
  const chosen = chosenExtension(request)
  const agent = agents.find(({ extension }) => extension === chosen) ?? agents[0]
  if (agent === undefined) throw new Error('the CRM has no agents')
  return { agent, agents }
}

export function signIn(reply: FastifyReply, agent: Agent): void {
  // An extension is digits, so nothing in it needs to be encoded.
  reply.header(
    'set-cookie',
    `${COOKIE}=${agent.extension}; Path=/; Max-Age=${A_MONTH}; HttpOnly; SameSite=Lax`,
  )
}
