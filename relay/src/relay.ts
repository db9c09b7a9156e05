import { TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox'
import { AgentGuard } from './agents/agent-guard.js'
import { contactRoute } from './calls/contact-route.js'
import { EventIntake } from './calls/event-intake.js'
import { OverdueCalls } from './calls/overdue-calls.js'
import { UnclaimedClicks } from './calls/unclaimed-clicks.js'
import { dialRoute } from './dial/dial-route.js'
import { Dialler } from './dial/dialler.js'
import { ZadarmaApi } from './dial/zadarma-api.js'
import { healthRoute } from './health-route.js'
import { sendError } from './http-errors.js'
import { checkOptions, type Relay, type RelayOptions } from './options.js'
import { exportReplay } from './replay/export-replay.js'
import { replayRoute } from './replay/replay-route.js'
import { blacklistRoute } from './settings/blacklist-route.js'
import { Settings } from './settings/settings.js'
import { settingsRoute } from './settings/settings-route.js'
import { openDatabase } from './store/database.js'
import { GroupCommit } from './store/group-commit.js'
import { StoreNews } from './store/news.js'
import { recentCalls } from './store/recent-calls.js'
import { EventTail } from './stream/event-tail.js'
import { StreamHub } from './stream/stream-hub.js'
import { streamRoute } from './stream/stream-route.js'
import { QuestionRouter } from './webhooks/question-router.js'
import { ZoneClock } from './webhooks/time-zone.js'
import { webhookRoute } from './webhooks/webhook-route.js'
import { actionDelivery } from './work/action-delivery.js'
import { ActionPlanner } from './work/action-planner.js'
import { recordDelivery } from './work/record-delivery.js'

/**
 * The server part: takes the telephone systems' webhooks, keeps them, streams them to the agents'
 * pages, dials.
 * @throws TypeError or RangeError when an option makes no sense; whatever the database says.
 */
export async function createRelay(options: RelayOptions): Promise<Relay> {
  checkOptions(options)
  const { engine, crm, zadarma, country, tokenSecret, now = Date.now } = options
  const zone = new ZoneClock(zadarma.timeZone)
  const store = await openDatabase(options.database)
  const commits = new GroupCommit(store)
  const hub = new StreamHub()
  const tail = await EventTail.open(store, event => hub.publish(event))
  const news = new StoreNews(options.database, () => tail.wake())
  const settings = await Settings.open(store, engine, crm, now)
  const records = recordDelivery(store, commits, crm)
  const actions = actionDelivery(store, commits, crm)
  const planner = new ActionPlanner(store, commits, engine, crm, settings, now, () =>
    actions.wake(),
  )
  const intake = new EventIntake(
    commits,
    engine,
    now,
    committed => {
      tail.wake()
      if (committed.record) records.wake()
      if (committed.decideAt !== null) planner.wakeAt(committed.decideAt)
    },
    moment => planner.decideAfter(moment),
  )
  const dialler = new Dialler(engine, intake, new ZadarmaApi(zadarma), country, now)
  const unclaimed = new UnclaimedClicks(store, intake, now)
  const overdue = new OverdueCalls(store, engine, intake, now)
  const router = new QuestionRouter(engine, crm, settings)
  const guard = new AgentGuard(tokenSecret)
  news.start()
  records.wake()
  planner.wake()
  actions.wake()

  return {
    settings,
    plugin: async scope => {
      scope.setErrorHandler(sendError)
      scope.setValidatorCompiler(TypeBoxValidatorCompiler)
      records.onFailure = (callId, cause) => {
        scope.log.warn({ callId, err: cause }, 'the CRM did not take a record; will try again')
      }
      planner.onFailure = (decision, cause) => {
        scope.log.warn({ decision, err: cause }, 'it could not be decided; will try again')
      }
      actions.onFailure = (callId, cause) => {
        scope.log.warn({ callId, err: cause }, 'the CRM did not do the work; will try again')
      }
      overdue.onFailure = cause => scope.log.warn({ err: cause }, 'calls could not be ended')
      unclaimed.onFailure = cause => scope.log.warn({ err: cause }, 'clicks could not be ended')
      tail.onFailure = cause => scope.log.warn({ err: cause }, 'events wait to be sent')
      // An open stream would keep the host's server from closing.
      scope.addHook('preClose', async () => hub.endAll())
      await scope.register(webhookRoute({ engine, router, intake, options, zone, now }))
      await scope.register(streamRoute({ guard, hub, store, now }))
      await scope.register(dialRoute(guard, dialler))
      await scope.register(contactRoute({ guard, intake, store, now }))
      await scope.register(replayRoute({ guard, engine, store, now }))
      await scope.register(blacklistRoute({ guard, settings, store, now }))
      await scope.register(settingsRoute({ guard, settings, crm }))
      await scope.register(healthRoute(engine, store))
    },
    replayFile: callId => exportReplay(store, engine, callId, now()),
    recentCalls: limit => recentCalls(store, limit),
    close: async () => {
      unclaimed.close()
      overdue.close()
      hub.close()
      await commits.idle()
      await news.close()
      await tail.close()
      await planner.close()
      await records.close()
      await actions.close()
      await store.destroy()
    },
  }
}
