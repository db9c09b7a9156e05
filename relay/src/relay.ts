import { TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox'
import type { FastifyBaseLogger } from 'fastify'
import { DeskbellError } from '../../js-shim/src/core/deskbell-error.js'
import { AgentGuard } from './agents/agent-guard.js'
import { contactRoute } from './calls/contact-route.js'
import { OverdueCalls } from './calls/overdue-calls.js'
import { UnclaimedClicks } from './calls/unclaimed-clicks.js'
import { dialRoute } from './dial/dial-route.js'
import { healthRoute } from './health-route.js'
import { sendError } from './http-errors.js'
import { forgetPerson } from './operations/forget-person.js'
import { Metrics } from './operations/metrics.js'
import { operatorRoute } from './operations/operator-route.js'
import { RateLimit } from './operations/rate-limit.js'
import { Retention } from './operations/retention.js'
import { checkOptions, type Relay, type RelayOptions } from './options.js'
import { Reach } from './reach/reach.js'
import { exportReplay } from './replay/export-replay.js'
import { replayRoute } from './replay/replay-route.js'
import { blacklistRoute } from './settings/blacklist-route.js'
import { firstValues } from './settings/settings.js'
import { settingsRoute } from './settings/settings-route.js'
import { openDatabase } from './store/database.js'
import { GroupCommit } from './store/group-commit.js'
import { StoreNews } from './store/news.js'
import { recentCalls } from './store/recent-calls.js'
import { DEFAULT_TENANT } from './store/tenant.js'
import { tenantStore } from './store/tenant-scope.js'
import { tenantState } from './store/tenants.js'
import { EventTail } from './stream/event-tail.js'
import { StreamHub } from './stream/stream-hub.js'
import { streamRoute } from './stream/stream-route.js'
import { Tenants } from './tenants.js'
import { WebhookDoor } from './webhooks/webhook-accounts.js'
import { webhookRoute } from './webhooks/webhook-route.js'
import { Accounts } from './wholesale/accounts.js'
import { wholesaleRoute } from './wholesale/wholesale-route.js'

// A busy tenant's day has some ten webhooks a second; an agent's page asks a few times a minute.
const WEBHOOKS = { perSecond: 500, burst: 3000 }
const REQUESTS = { perSecond: 20, burst: 200 }

/**
 * The server part: takes the telephone systems' webhooks, keeps them, streams them to the agents'
 * pages, dials.
 * @throws TypeError or RangeError when an option makes no sense; whatever the database says.
 */
export async function createRelay(options: RelayOptions): Promise<Relay> {
  checkOptions(options)
  const { engine, crm, wholesale, tokenSecret, now = Date.now, ...own } = options
  const database = await openDatabase(options.database)
  const commits = new GroupCommit(database)
  const hub = new StreamHub()
  const tail = await EventTail.open(database, event => hub.publish(event))
  const { operatorToken, keepDays, limits = {} } = options
  const metrics = operatorToken === undefined ? null : new Metrics(database, () => hub.size)
  const reach = new Reach(options.reach)
  // The host's own developer wrote these.
  const ownReach = new Reach('anything')
  let log: FastifyBaseLogger | undefined
  const tenants = new Tenants(
    {
      database,
      commits,
      engine,
      now,
      crmOf: id => (typeof crm === 'function' ? crm(id) : (crm ?? null)),
      firstValues: firstValues(engine),
      onCommitted: () => {
        metrics?.countEvent()
        tail.wake()
      },
      log: () => log,
    },
    own,
    { reach, ownReach },
    id => hub.endTenant(id),
  )
  const news = new StoreNews(options.database, what => {
    if (what !== 'tenants') tail.wake()
    if (what !== 'events') {
      tenants.look().catch(err => log?.warn({ err }, 'tenants could not be looked at'))
    }
  })
  const intakeOf = async (id: string) => (await tenants.find(id))?.intake ?? null
  const unclaimed = new UnclaimedClicks(database, intakeOf, now)
  const overdue = new OverdueCalls(database, engine, intakeOf, now)
  const accountsOf = async (id: string) => {
    const state = id === DEFAULT_TENANT ? 'active' : (await tenantState(database, id))?.state
    if (!state) return null
    const store = tenantStore(database, id)
    return { id, active: state === 'active', store, commits: commits.of(id) }
  }
  const ofAgents = new RateLimit(limits.requests ?? REQUESTS)
  const ofWebhooks = new RateLimit(limits.webhooks ?? WEBHOOKS)
  const guard = new AgentGuard(tokenSecret, tenants.find, ofAgents)
  const door = new WebhookDoor(tenants.find, ofWebhooks)
  const retention =
    keepDays === undefined
      ? null
      : new Retention({ database, commits }, keepDays, () => tenants.allIds(), now)
  const forget = async (number: string, id = DEFAULT_TENANT) => {
    const tenant = await tenants.find(id)
    if (!tenant) throw new DeskbellError('no_such_call', 'there is no such tenant')
    const { valid, e164, reason } = engine.normalize(number, { country: tenant.country })
    if (!valid) throw new DeskbellError('invalid_number', reason)
    return forgetPerson(tenant, { number: e164 })
  }
  const storeOf = (tenant = DEFAULT_TENANT) => tenantStore(database, tenant)
  news.start()
  retention?.endThem().catch(err => log?.warn({ err }, 'old calls could not be deleted'))
  tenants.default.wake()

  return {
    settings: tenants.default.settings,
    tenants,
    plugin: async scope => {
      scope.setErrorHandler(sendError)
      scope.setValidatorCompiler(TypeBoxValidatorCompiler)
      log = scope.log
      metrics?.watch(scope)
      if (retention)
        retention.onFailure = err => log?.warn({ err }, 'old calls could not be deleted')
      overdue.onFailure = err => log?.warn({ err }, 'calls could not be ended')
      unclaimed.onFailure = err => log?.warn({ err }, 'clicks could not be ended')
      tail.onFailure = err => log?.warn({ err }, 'events wait to be sent')
      // An open stream would keep the host's server from closing.
      scope.addHook('preClose', async () => hub.endAll())
      await scope.register(webhookRoute({ engine, door, now }))
      await scope.register(streamRoute({ guard, hub, now }))
      await scope.register(dialRoute(guard))
      await scope.register(contactRoute({ guard, now }))
      await scope.register(replayRoute({ guard, engine, now }))
      await scope.register(blacklistRoute({ guard, now }))
      await scope.register(settingsRoute({ guard }))
      if (wholesale) {
        const { key, provisioning, timeZone = 'UTC' } = wholesale
        const accounts = new Accounts(provisioning, now)
        await scope.register(wholesaleRoute({ accounts, accountsOf, key, timeZone, now }))
      }
      await scope.register(healthRoute(engine, database))
      if (operatorToken !== undefined && metrics) {
        const deps = { operatorToken, tenants, metrics }
        await scope.register(operatorRoute({ ...deps, forget: (id, number) => forget(number, id) }))
      }
    },
    replayFile: (callId, tenant) => exportReplay(storeOf(tenant), engine, callId, now()),
    forget,
    recentCalls: (limit, tenant) => recentCalls(storeOf(tenant), limit),
    close: async () => {
      unclaimed.close()
      overdue.close()
      retention?.close()
      hub.close()
      await commits.idle()
      await news.close()
      await tail.close()
      await tenants.close()
      reach.close()
      ownReach.close()
      await database.destroy()
    },
  }
}
