import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox'
import { DeskbellError } from '../../../js-shim/src/core/deskbell-error.js'
import { bearerGuard } from '../bearer-guard.js'
import type { TenantOptions } from '../options.js'
import type { Tenants } from '../tenants.js'
import type { Metrics } from './metrics.js'

export interface OperatorDeps {
  /** Known to whoever runs the relay. */
  operatorToken: string
  tenants: Tenants
  metrics: Metrics
  /** Deletes what is known of a person; how many calls that were. */
  forget: (tenant: string, number: string) => Promise<number>
}

const named = { params: Type.Object({ tenant: Type.String() }) }
const strict = { additionalProperties: false }
const schemas = {
  list: {
    querystring: Type.Object({
      after: Type.Optional(Type.String()),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
    }),
  },
  put: {
    ...named,
    // What it may be `put` knows, and says better.
    body: Type.Object(
      { options: Type.Unknown(), suspended: Type.Optional(Type.Boolean()) },
      strict,
    ),
  },
  suspend: { ...named, body: Type.Object({ suspended: Type.Boolean() }, strict) },
  forget: { ...named, body: Type.Object({ number: Type.String({ maxLength: 64 }) }, strict) },
}

/** For whoever runs the relay: its figures, its tenants, and what has to be forgotten. */
export function operatorRoute(deps: OperatorDeps): FastifyPluginAsyncTypebox {
  const { operatorToken, tenants, metrics, forget } = deps
  return async scope => {
    scope.addHook('onRequest', bearerGuard(operatorToken, 'the operator’s token is needed'))
    scope.addHook('onSend', async (_, reply) => {
      reply.header('cache-control', 'no-store')
    })

    scope.get('/metrics', async (_, reply) =>
      reply.type(metrics.contentType).send(await metrics.text()),
    )

    scope.get('/v1/tenants', { schema: schemas.list }, async ({ query }) => ({
      tenants: await tenants.list(query.after, query.limit),
    }))

    scope.get('/v1/tenants/:tenant', { schema: named }, async ({ params }) => {
      const tenant = await tenants.get(params.tenant)
      if (!tenant) throw new DeskbellError('no_such_call', 'there is no such tenant')
      return { id: params.tenant, suspended: tenant.suspended, options: hidden(tenant.options) }
    })

    scope.put('/v1/tenants/:tenant', { schema: schemas.put }, async ({ params, body }) => {
      const { options, suspended } = body
      await tenants.put(params.tenant, options as TenantOptions, suspended).catch(said)
      return { id: params.tenant }
    })

    scope.patch('/v1/tenants/:tenant', { schema: schemas.suspend }, async ({ params, body }) => {
      await tenants.suspend(params.tenant, body.suspended).catch(said)
      return { id: params.tenant }
    })

    scope.delete('/v1/tenants/:tenant', { schema: named }, async ({ params }, reply) => {
      await tenants.delete(params.tenant).catch(said)
      return reply.code(204).send()
    })

    scope.post(
      '/v1/tenants/:tenant/forget',
      { schema: schemas.forget },
      async ({ params, body }) => ({ calls: await forget(params.tenant, body.number) }),
    )
  }
}

/** A mistake in what was put is the sender's. */
function said(problem: unknown): never {
  if (problem instanceof TypeError || problem instanceof RangeError) {
    throw new DeskbellError('bad_payload', problem.message)
  }
  throw problem
}

const SECRETS = new Set(['secret', 'webhookToken'])

/** What was put, without its secrets. */
function hidden(options: TenantOptions): unknown {
  return JSON.parse(JSON.stringify(options, (key, value) => (SECRETS.has(key) ? undefined : value)))
}
