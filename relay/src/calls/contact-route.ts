import { randomUUID } from 'node:crypto'
import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox'
import { DeskbellError } from '../../../js-shim/src/core/deskbell-error.js'
import type { AgentGuard } from '../agents/agent-guard.js'
import { findCall } from '../store/calls.js'
import { isMember } from '../store/members.js'
import type { Store } from '../store/schema.js'
import { OWN_PROVIDER } from './call-resolution.js'
import { ContactSchema } from './contact-schema.js'
import type { EventIntake } from './event-intake.js'

export interface ContactDeps {
  guard: AgentGuard<{ intake: EventIntake; store: Store }>
  now: () => number
}

const schema = {
  params: Type.Object({ callId: Type.String() }),
  body: Type.Object({ contact: ContactSchema }, { additionalProperties: false }),
}

/** An agent says who it is; everybody who sees the call is told. */
export function contactRoute(deps: ContactDeps): FastifyPluginAsyncTypebox {
  const { guard, now } = deps
  return async scope => {
    const options = { onRequest: guard.check, schema }
    scope.post('/calls/:callId/contact', options, async (request, reply) => {
      const { callId } = request.params
      const { extension } = guard.agentOf(request)
      const { intake, store } = guard.tenantOf(request)
      const call = (await isMember(store, callId, extension)) ? await findCall(store, callId) : null
      // Whether the call exists is nobody's business who does not see it.
      if (!call) throw new DeskbellError('no_such_call', 'you see no such call')
      await intake.take([
        {
          // Each choice is a new fact, also the same one again.
          id: `${OWN_PROVIDER}/identified/${callId}/${randomUUID()}`,
          provider: OWN_PROVIDER,
          callId,
          type: 'identified',
          at: now(),
          direction: call.direction,
          from: call.from,
          to: call.to,
          line: call.line,
          agent: extension,
          contact: request.body.contact,
        },
      ])
      return reply.code(202).send({ callId })
    })
  }
}
