import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox'
import { DeskbellError } from '../../../js-shim/src/core/deskbell-error.js'
import type { Engine, ProviderRequest } from '../../../js-shim/src/core/engine.js'
import { DEFAULT_TENANT } from '../store/tenant.js'
import { providerWebhooks } from './provider-webhooks.js'
import { signatureMatches } from './signature.js'
import type { WebhookDoor } from './webhook-accounts.js'
import { webhookText } from './webhook-text.js'

const BODY_LIMIT = 64 * 1024
const LONGEST_ECHO = 256

export interface WebhookDeps {
  engine: Engine
  door: WebhookDoor
  now: () => number
}

const schema = {
  params: Type.Object({ token: Type.String() }),
  querystring: Type.Object({ zd_echo: Type.Optional(Type.String({ maxLength: LONGEST_ECHO })) }),
}
// The token is in the address, and addresses are logged.
const logSerializers = {
  req: ({ method }: { method: string }) => ({ method, url: '/webhooks/…' }),
}

/** Where a tenant's webhooks come; the default tenant's address has no tenant in it. */
const PREFIXES = ['', '/t/:tenant']

/** Every telephone system's webhooks, for every tenant: what was answered with 200 is durable. */
export function webhookRoute(deps: WebhookDeps): FastifyPluginAsyncTypebox {
  const { engine, door, now } = deps
  return async scope => {
    // The signature covers the text as it was sent, and the engine is its only reader.
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: BODY_LIMIT }, (_, body, done) =>
      done(null, webhookText(body as Buffer)),
    )
    for (const prefix of PREFIXES) {
      // Fastify would log an address that it does not know, with the token in it.
      scope.all(`${prefix}/webhooks/*`, { logSerializers, bodyLimit: BODY_LIMIT }, async () => {
        throw new DeskbellError('not_supported', 'there is no such webhook')
      })
      await scope.register(zadarmaWebhook(deps), { prefix })
      const usualTenant = DEFAULT_TENANT
      await scope.register(providerWebhooks({ engine, door, usualTenant, now }), { prefix })
    }
  }
}

function zadarmaWebhook({ engine, door, now }: WebhookDeps): FastifyPluginAsyncTypebox {
  return async scope => {
    const onRequest = door.check('zadarma', DEFAULT_TENANT)
    const options = { schema, logSerializers, bodyLimit: BODY_LIMIT, onRequest }

    scope.get('/webhooks/zadarma/:token', options, async (request, reply) => {
      const { zd_echo } = request.query
      if (zd_echo === undefined) throw new DeskbellError('bad_payload', 'zd_echo is missing')
      return reply.type('text/plain').header('x-content-type-options', 'nosniff').send(zd_echo)
    })

    scope.post('/webhooks/zadarma/:token', options, async (request, reply) => {
      const { zd_echo } = request.query
      if (zd_echo !== undefined) {
        return reply.type('text/plain').header('x-content-type-options', 'nosniff').send(zd_echo)
      }
      const { tenant, zone } = door.arrivalOf(request)
      const { intake, router } = tenant
      const receivedAt = now()
      const received: ProviderRequest = {
        body: typeof request.body === 'string' ? request.body : '',
        contentType: request.headers['content-type']?.toLowerCase() ?? '',
        receivedAt,
        zone: zone.offsets(receivedAt),
      }
      const { events, signedText, question } = engine.decode('zadarma', received)
      if (!signatureMatches(tenant.zadarmaSecret, signedText, request.headers.signature)) {
        const refused = {
          code: 'unauthorized',
          detail: 'the signature is missing or wrong',
        } as const
        // Whether it can be kept or not, the answer is the same.
        await intake
          .refuse(events, { request: received, signature: 'wrong' }, refused)
          .catch(() => {})
        throw new DeskbellError(refused.code, refused.detail)
      }
      // The CRM is asked while the disk works; a repeated question gets the same answer.
      const route = question && router.answer(question)
      await intake.take(events, { request: received, signature: 'verified' }, signedText)
      const answer = await route
      // For the replay only: nobody waits for it.
      if (answer) intake.answered(events, answer).catch(() => {})
      const { body, contentType } = engine.reply('zadarma', answer?.decision ?? {})
      return reply.type(contentType).send(body)
    })
  }
}
