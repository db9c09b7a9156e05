import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox'
import { DeskbellError } from '../../../js-shim/src/core/deskbell-error.js'
import type { AgentGuard } from '../agents/agent-guard.js'
import { ContactSchema } from '../calls/contact-schema.js'
import type { Dialler } from './dialler.js'

const schema = {
  body: Type.Object(
    { to: Type.String({ minLength: 1, maxLength: 64 }), contact: Type.Optional(ContactSchema) },
    { additionalProperties: false },
  ),
}

/** Click-to-call: the agent's telephone rings first, then `to`. */
export function dialRoute(
  guard: AgentGuard<{ dialler: Dialler | null }>,
): FastifyPluginAsyncTypebox {
  return async scope => {
    scope.post('/calls', { onRequest: guard.check, schema }, async (request, reply) => {
      const { to, contact } = request.body
      const { dialler } = guard.tenantOf(request)
      if (!dialler) throw new DeskbellError('not_supported', 'no telephone system here can dial')
      const callId = await dialler.dial(guard.agentOf(request).extension, to, contact)
      return reply.code(202).send({ callId })
    })
  }
}
