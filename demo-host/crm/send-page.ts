import type { FastifyReply, FastifyRequest } from 'fastify'
import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import type { CrmData } from './data/open-database.js'
import { readSettings } from './data/settings.js'
import type { PageContext } from './pages/page-context.js'
import { signedIn } from './session.js'

/** Sends a page; everything in it is escaped by the renderer. */
export function sendPage(reply: FastifyReply, page: VNode): FastifyReply {
  return reply
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8')
    .send(`<!doctype html>${renderToString(page)}`)
}

export async function pageContext(data: CrmData, request: FastifyRequest): Promise<PageContext> {
  const { agent, agents } = await signedIn(data, request)
  const { due } = await data.db
    .selectFrom('tasks')
    .select(eb => eb.fn.countAll<number>().as('due'))
    .where('agent', '=', agent.extension)
    .where('done_at', 'is', null)
    .where('due_at', '<', Date.now())
    .executeTakeFirstOrThrow()
  const settings = await readSettings(data)
  return { data, agent, agents, settings, path: request.url, tasksDue: due }
}
