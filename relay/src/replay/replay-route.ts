import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox'
import { DeskbellError } from '../../../js-shim/src/core/deskbell-error.js'
import type { Engine } from '../../../js-shim/src/core/engine.js'
import type { AgentGuard } from '../agents/agent-guard.js'
import { isMember } from '../store/members.js'
import type { Store } from '../store/schema.js'
import { exportReplay } from './export-replay.js'

export interface ReplayDeps {
  guard: AgentGuard<{ store: Store }>
  engine: Engine
  now: () => number
}

const schema = { params: Type.Object({ callId: Type.String() }) }

/** An agent takes away everything that was told of a call that they see. */
export function replayRoute({ guard, engine, now }: ReplayDeps): FastifyPluginAsyncTypebox {
  return async scope => {
    scope.get(
      '/calls/:callId/replay',
      { onRequest: guard.check, schema },
      async (request, reply) => {
        const { callId } = request.params
        const { extension } = guard.agentOf(request)
        const { store } = guard.tenantOf(request)
        const sees = await isMember(store, callId, extension)
        const file = sees ? await exportReplay(store, engine, callId, now()) : null
        // Whether the call exists is nobody's business who does not see it.
        if (!file) throw new DeskbellError('no_such_call', 'you see no such call')
        return reply
          .headers({
            'cache-control': 'no-store',
            'content-disposition': 'attachment; filename="call.json"',
            'x-content-type-options': 'nosniff',
          })
          .send(file)
      },
    )
  }
}
