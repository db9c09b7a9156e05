import formbody from '@fastify/formbody'
import type { FastifyInstance } from 'fastify'
import { DeskbellError } from '../../js-shim/src/core/deskbell-error.js'
import { type ReplayFile, readReplay, redactReplay, replay } from '../../relay/src/index.js'
import type { CrmOptions } from './crm-options.js'
import { parameter } from './list-routes.js'
import { NotFoundPage } from './pages/plain-pages.js'
import { ReplayPage } from './pages/replay-page.js'
import { ReplaysPage } from './pages/replays-page.js'
import { pageContext, sendPage } from './send-page.js'

const LISTED = 50
// A file of 4 MB, its bytes escaped as forms do.
const FORM_LIMIT = 13_000_000

/** What the telephone system told of each call, played again. */
export async function replayRoutes(app: FastifyInstance, options: CrmOptions): Promise<void> {
  const { data, engine, replays } = options
  await app.register(formbody, { bodyLimit: FORM_LIMIT })

  app.get('/calls/replay', async (request, reply) => {
    const context = await pageContext(data, request)
    const calls = replays ? await replays.recentCalls(LISTED) : []
    return sendPage(reply, <ReplaysPage {...{ context, calls }} />)
  })

  // A file that somebody dropped: it is played and forgotten.
  app.post('/calls/replay', { bodyLimit: FORM_LIMIT }, async (request, reply) => {
    const context = await pageContext(data, request)
    const text = (request.body as { file?: unknown } | null)?.file
    try {
      const file = readReplay(typeof text === 'string' ? text : '')
      return sendPage(reply, <ReplayPage {...{ context, engine, played: replay(engine, file) }} />)
    } catch (problem) {
      if (!(problem instanceof DeskbellError)) throw problem
      const calls = replays ? await replays.recentCalls(LISTED) : []
      reply.code(422)
      return sendPage(reply, <ReplaysPage {...{ context, calls, problem: problem.detail }} />)
    }
  })

  app.get<{ Params: { callId: string } }>('/calls/replay/:callId', async (request, reply) => {
    const context = await pageContext(data, request)
    const file = await replays?.replayFile(request.params.callId)
    if (!file) {
      reply.code(404)
      return sendPage(reply, <NotFoundPage context={context} what="call" />)
    }
    const played = replay(engine, file)
    return sendPage(reply, <ReplayPage {...{ context, engine, played, stored: true }} />)
  })

  app.get<{ Params: { callId: string } }>('/calls/replay/:callId/file', async (request, reply) => {
    const file = await replays?.replayFile(request.params.callId)
    if (!file) return reply.code(404).send()
    const redacted = parameter(request.query, 'redacted') === '1'
    return sendFile(redacted ? redactReplay(engine, file) : file)

    function sendFile(content: ReplayFile) {
      const name = redacted ? 'call-redacted.json' : 'call.json'
      return reply
        .header('content-disposition', `attachment; filename="${name}"`)
        .header('cache-control', 'no-store')
        .type('application/json')
        .send(JSON.stringify(content, null, 2))
    }
  })
}
