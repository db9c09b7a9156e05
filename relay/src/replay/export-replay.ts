import type { Engine } from '../../../js-shim/src/core/engine.js'
import type { CallEvent } from '../../../js-shim/src/types.js'
import { workOf } from '../store/actions.js'
import { findCall } from '../store/calls.js'
import { madeDecisions } from '../store/decisions.js'
import { deliveriesOf } from '../store/deliveries.js'
import type { Delivery } from '../store/delivery.js'
import { eventsOfCall, type NumberedEvent } from '../store/events.js'
import type { Store } from '../store/schema.js'
import { settingAt } from '../store/settings.js'
import { recordOf } from './replay.js'
import { REPLAY_VERSION, type ReplayDelivery, type ReplayFile } from './replay-file.js'
import { whatItContains } from './what-it-contains.js'

/** Everything that the relay knows of a call in one file, or `null` when there is no such call. */
export async function exportReplay(
  store: Store,
  engine: Engine,
  callId: string,
  now: number,
): Promise<ReplayFile | null> {
  const call = await findCall(store, callId)
  if (!call) return null
  const events = await eventsOfCall(store, callId)
  const deliveries = joined(await deliveriesOf(store, callId), events)
  const file: ReplayFile = {
    format: 'deskbell-replay',
    version: REPLAY_VERSION,
    contains: [],
    redacted: false,
    exportedAt: now,
    engine: engine.version,
    callId,
    state: call.state,
    record: recordOf(call),
    decisions: await decisionsOf(store, engine, callId),
    work: await workOf(store, callId),
    deliveries,
  }
  return { ...file, contains: whatItContains(file) }
}

async function decisionsOf(
  store: Store,
  engine: Engine,
  callId: string,
): Promise<NonNullable<ReplayFile['decisions']>> {
  const made = await madeDecisions(store, callId)
  return Promise.all(
    made.map(async ({ matrixVersion, ...decision }) => {
      const body = await settingAt(store, 'matrix', matrixVersion)
      // Version 0 is the one that Deskbell comes with.
      const matrix = body === null ? engine.presetMatrix('recommended') : JSON.parse(body)
      return { ...decision, matrix }
    }),
  )
}

/** The deliveries with the events that were new in them. */
function joined(deliveries: Delivery[], events: NumberedEvent[]): ReplayDelivery[] {
  const unseen = new Map(events.map(each => [each.id, each]))
  const complete = deliveries.map(delivery => ({
    ...delivery,
    told: delivery.told.map(told => {
      const found = told.news === 'new' ? unseen.get(told.id) : undefined
      unseen.delete(told.id)
      return found ? { ...told, seq: found.seq, event: found.event } : told
    }),
  }))
  // Those of a call that began before deliveries were kept.
  return [...[...unseen.values()].map(bare), ...complete]
}

function bare({ id, seq, event }: NumberedEvent): ReplayDelivery {
  const { at, provider }: CallEvent = event
  return { at, provider, told: [{ id, seq, news: 'new', event }] }
}
