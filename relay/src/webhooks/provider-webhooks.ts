import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import type { Engine, ProviderRequest } from '../../../js-shim/src/core/engine.js'
import type { UnsignedProvider } from '../options.js'
import type { WebhookDoor } from './webhook-accounts.js'

export interface ProviderWebhookDeps {
  engine: Engine
  door: WebhookDoor
  /** Whose address has no tenant in it. */
  usualTenant: string
  now: () => number
}

/** How each calls: Ringostat as its owner chose, PBXware by a question, ours by a body. */
const METHODS: Record<UnsignedProvider, ('GET' | 'POST')[]> = {
  ringostat: ['GET', 'POST'],
  pbxware: ['GET'],
  deskbell: ['POST'],
}

const schema = { params: Type.Object({ token: Type.String() }) }

/**
 * The webhooks of telephone systems that sign nothing: the token in the address is all that vouches
 * for them. What was answered with 200 is durable. For a scope in which bodies are texts.
 */
export function providerWebhooks(deps: ProviderWebhookDeps): FastifyPluginAsyncTypebox {
  const { engine, door, usualTenant, now } = deps
  return async scope => {
    for (const provider of Object.keys(METHODS) as UnsignedProvider[]) {
      scope.route({
        method: METHODS[provider],
        url: `/webhooks/${provider}/:token`,
        schema,
        onRequest: door.check(provider, usualTenant),
        handler: async (request, reply) => {
          const { tenant, zone, names } = door.arrivalOf(request)
          const { intake, router, country } = tenant
          const receivedAt = now()
          const received: ProviderRequest = {
            ...textOf(request),
            receivedAt,
            zone: zone.offsets(receivedAt),
            settings: { country, ...(names && { names }) },
          }
          const { events, question } = engine.decode(provider, received)
          // The CRM is asked while the disk works.
          const route = question && router.answer(question)
          await intake.take(events, { request: received, signature: 'unsigned' })
          const decision = (await route)?.decision ?? {}
          const { body, contentType } = engine.reply(provider, decision, request.headers.accept)
          return reply
            .type(contentType)
            .header('x-content-type-options', 'nosniff')
            .header('cache-control', 'no-store')
            .send(body)
        },
      })
    }
  }
}

function textOf({ body, headers, raw }: FastifyRequest) {
  const address = raw.url ?? ''
  const mark = address.indexOf('?')
  return {
    body: typeof body === 'string' ? body : '',
    contentType: headers['content-type']?.toLowerCase() ?? '',
    query: mark === -1 ? '' : address.slice(mark + 1),
  }
}
