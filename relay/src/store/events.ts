import type { CallEvent } from '../../../js-shim/src/types.js'
import { prepared } from './prepared.js'
import type { Store } from './schema.js'

// A ring group of 200 telephones tells so much; whoever varies what is not signed, more.
const MOST_EVENTS = 400

/** An event as one agent is told of it. */
export interface VisibleEvent {
  seq: number
  callId: string
  /** The `CallEvent` as JSON. */
  body: string
  /** By this event the agent joined the call: what was before it is news as well. */
  joins: boolean
}

const selectCallId = prepared((store: Store, { id }: { id: string }) =>
  store.selectFrom('events').select('call_id').where('id', '=', id),
)

const addEvent = prepared((store: Store, event: { id: string; callId: string; body: string }) =>
  store
    .insertInto('events')
    .values({ id: event.id, call_id: event.callId, body: event.body })
    .returning('seq'),
)

const selectPlace = prepared((store: Store, at: { callId: string; before: number }) =>
  store
    .selectFrom('events')
    .select('seq')
    .where('call_id', '=', at.callId)
    .orderBy('seq')
    .offset(at.before)
    .limit(1),
)

const selectEarlier = prepared((store: Store, before: { callId: string; seq: number }) =>
  store
    .selectFrom('events')
    .select('body')
    .where('call_id', '=', before.callId)
    .where('seq', '<', before.seq)
    .orderBy('seq'),
)

/** The call that the event belongs to, or `null` when it was never heard of. */
export async function callOfEvent(store: Store, id: string): Promise<string | null> {
  const [row] = await selectCallId(store, { id })
  return row?.call_id ?? null
}

/**
 * @param id - As the sender gave it; `event.id` may have been rewritten since.
 * @returns The event's `seq`.
 * @throws When an event with this id is there.
 */
export async function insertEvent(store: Store, id: string, event: CallEvent): Promise<number> {
  const [row] = await addEvent(store, { id, callId: event.callId, body: JSON.stringify(event) })
  return Number(row?.seq)
}

/** An event with its place in the log and its id as its sender gave it. */
export interface NumberedEvent {
  seq: number
  id: string
  event: CallEvent
}

/** All that was taken in of a call, oldest first. */
export async function eventsOfCall(store: Store, callId: string): Promise<NumberedEvent[]> {
  const rows = await store
    .selectFrom('events')
    .select(['seq', 'id', 'body'])
    .where('call_id', '=', callId)
    .orderBy('seq')
    .execute()
  return rows.map(({ seq, id, body }) => ({ seq: Number(seq), id, event: JSON.parse(body) }))
}

/** Whether as much has been told of the call as will be believed of one. */
export async function isFull(store: Store, callId: string): Promise<boolean> {
  const [row] = await selectPlace(store, { callId, before: MOST_EVENTS - 1 })
  return row !== undefined
}

/** The JSON of the call's events before `seq`, oldest first. */
export async function earlierEvents(store: Store, callId: string, seq: number): Promise<string[]> {
  const rows = await selectEarlier(store, { callId, seq })
  return rows.map(row => row.body)
}

/** The `seq` of the tenant's newest event, 0 when there is none. */
export async function newestSeq(store: Store): Promise<number> {
  const row = await store
    .selectFrom('events')
    .select(({ fn }) => fn.max('seq').as('newest'))
    .executeTakeFirst()
  return Number(row?.newest ?? 0)
}

/** Whether the tenant has more than `limit` events after `seq`. */
export async function areMoreAfter(store: Store, seq: number, limit: number): Promise<boolean> {
  const row = await store
    .selectFrom('events')
    .select('seq')
    .where('seq', '>', seq)
    .orderBy('seq')
    .offset(limit)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** What `agent` is told of after `seq`, in order. */
export async function visibleEvents(
  store: Store,
  agent: string,
  seq: number,
  limit: number,
): Promise<VisibleEvent[]> {
  const rows = await store
    .selectFrom('events as e')
    .innerJoin('call_agents as a', 'a.call_id', 'e.call_id')
    .select(['e.seq', 'e.call_id', 'e.body'])
    .select(({ fn }) => fn.min('a.since_seq').as('since'))
    .where('e.seq', '>', seq)
    .where('a.agent', 'in', [agent, ''])
    .groupBy(['e.seq', 'e.call_id', 'e.body'])
    .havingRef(({ fn }) => fn.min('a.since_seq'), '<=', 'e.seq')
    .orderBy('e.seq')
    .limit(limit)
    .execute()
  return rows.map(row => ({
    seq: Number(row.seq),
    callId: row.call_id,
    body: row.body,
    joins: Number(row.since) === Number(row.seq),
  }))
}
