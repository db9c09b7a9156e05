import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox'
import { DeskbellError } from '../../../js-shim/src/core/deskbell-error.js'
import type { AgentGuard } from '../agents/agent-guard.js'
import type { CrmPort } from '../crm-port.js'
import { timeLimit } from '../time-limit.js'
import { SETTING_NAMES, type Settings } from './settings.js'

const CRM_TIMEOUT_MS = 10_000
/** A blacklist of 100,000 numbers with notes. */
const BODY_LIMIT = 4 * 1024 * 1024

export interface SettingsDeps {
  guard: AgentGuard<{ settings: Settings; crm: CrmPort }>
}

const named = Type.Object({ name: Type.Enum([...SETTING_NAMES]) })
const changed = Type.Object(
  {
    /** That `value` was made from: two admins do not undo each other's work unseen. */
    version: Type.Integer({ minimum: 0 }),
    // What it may be the engine knows, and says better.
    value: Type.Unknown(),
  },
  { additionalProperties: false },
)

/** For an admin's pages: the settings, and what the CRM has to choose from. */
export function settingsRoute({ guard }: SettingsDeps): FastifyPluginAsyncTypebox {
  const ask = async <T>(what: string, list: (() => Promise<T>) | undefined): Promise<T> => {
    if (!list) throw new DeskbellError('not_supported', `this CRM does not list its ${what}`)
    return timeLimit(CRM_TIMEOUT_MS, list).catch(() => {
      throw new DeskbellError('unreachable', `the CRM does not list its ${what}`)
    })
  }

  return async scope => {
    scope.addHook('onRequest', guard.checkAdmin)
    scope.addHook('onSend', async (_, reply) => {
      reply.header('cache-control', 'no-store')
    })

    scope.get('/settings', async request => {
      const { settings } = guard.tenantOf(request)
      const all = SETTING_NAMES.map(async name => [name, await settings.get(name)])
      return Object.fromEntries(await Promise.all(all))
    })

    scope.get('/settings/:name', { schema: { params: named } }, async request =>
      guard.tenantOf(request).settings.get(request.params.name),
    )

    scope.put(
      '/settings/:name',
      { schema: { params: named, body: changed }, bodyLimit: BODY_LIMIT },
      async request => {
        const { settings } = guard.tenantOf(request)
        const { version, value } = request.body
        // `put` checks it.
        return { version: await settings.put(request.params.name, value as never, version) }
      },
    )

    scope.get('/users', async request => {
      const { crm } = guard.tenantOf(request)
      return { users: await ask('users', crm.listUsers?.bind(crm)) }
    })
    scope.get('/fields', async request => {
      const { crm } = guard.tenantOf(request)
      return { fields: await ask('fields', crm.listFields?.bind(crm)) }
    })
  }
}
