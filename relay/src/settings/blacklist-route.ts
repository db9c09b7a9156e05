import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox'
import { DeskbellError } from '../../../js-shim/src/core/deskbell-error.js'
import type { AgentGuard } from '../agents/agent-guard.js'
import { findCall } from '../store/calls.js'
import { isMember } from '../store/members.js'
import type { Store } from '../store/schema.js'
import type { Settings } from './settings.js'

export interface BlacklistDeps {
  guard: AgentGuard<{ settings: Settings; store: Store }>
  now: () => number
}

const schema = { params: Type.Object({ callId: Type.String() }) }

/** The card's button: the caller of a call that the agent sees is not put through any more. */
export function blacklistRoute(deps: BlacklistDeps): FastifyPluginAsyncTypebox {
  const { guard, now } = deps
  return async scope => {
    const options = { onRequest: guard.check, schema }
    scope.post('/calls/:callId/blacklist', options, async (request, reply) => {
      const { callId } = request.params
      const { extension } = guard.agentOf(request)
      const { settings, store } = guard.tenantOf(request)
      const call = (await isMember(store, callId, extension)) ? await findCall(store, callId) : null
      if (!call) throw new DeskbellError('no_such_call', 'you see no such call')
      const key = call.direction === 'inbound' && /^\+(\d{7,17})$/.exec(call.from)?.[1]
      if (!key) throw new DeskbellError('invalid_number', 'nobody called from a number')
      const day = new Date(now()).toISOString().slice(0, 10)
      await settings.change('routing', value => {
        const { blacklist = [] } = value
        if (blacklist.some(entry => entry.key === key && !entry.prefix)) return value
        return { ...value, blacklist: [...blacklist, { key, note: `by ${extension}, ${day}` }] }
      })
      return reply.code(202).send({ callId })
    })
  }
}
