import { sql } from 'kysely'
import type { Call, CallRecord } from '../../../js-shim/src/types.js'
import { prepared } from './prepared.js'
import type { Store } from './schema.js'

// More clicks than this are not waiting at once, or something is very wrong.
const MOST_PENDING_DIALS = 500

/** A record that the CRM does not have yet. */
export interface DueRecord {
  callId: string
  recordSeq: number
  record: CallRecord
}

const selectBody = prepared((store: Store, { callId }: { callId: string }) =>
  store.selectFrom('calls').select('body').where('call_id', '=', callId),
)

const upsertCall = prepared(
  (store: Store, call: { callId: string; state: string; body: string; updatedAt: number }) => {
    const changed = { state: call.state, body: call.body, updated_at: call.updatedAt }
    return store
      .insertInto('calls')
      .values({
        ...changed,
        call_id: call.callId,
        dial_pending: 0,
        record: null,
        record_seq: 0,
        saved_seq: 0,
      })
      .onConflict(conflict => conflict.column('call_id').doUpdateSet(changed))
  },
)

const updatePending = prepared((store: Store, dial: { callId: string; pending: number }) =>
  store
    .updateTable('calls')
    .set({ dial_pending: dial.pending })
    .where('call_id', '=', dial.callId)
    // Most calls are never dialled by a click, and nothing is written for them.
    .where('dial_pending', '!=', dial.pending),
)

const selectPending = prepared((store: Store, { since }: { since: number }) =>
  store
    .selectFrom('calls')
    .select('body')
    // Written into the statement, so that the index on these few fits.
    .where('dial_pending', '=', sql.lit(1))
    .where('updated_at', '>=', since)
    .orderBy('updated_at')
    .limit(MOST_PENDING_DIALS),
)

const selectRecord = prepared((store: Store, { callId }: { callId: string }) =>
  store.selectFrom('calls').select('record').where('call_id', '=', callId),
)

const updateRecord = prepared(
  (store: Store, made: { callId: string; record: string; seq: number }) =>
    store
      .updateTable('calls')
      .set({ record: made.record, record_seq: made.seq })
      .where('call_id', '=', made.callId),
)

const selectDue = prepared((store: Store, due: { afterSeq: number; limit: number }) =>
  store
    .selectFrom('calls')
    .select(['call_id', 'record_seq', 'record'])
    .whereRef('saved_seq', '<', 'record_seq')
    .where('record_seq', '>', due.afterSeq)
    .orderBy('record_seq')
    .limit(due.limit),
)

const updateSaved = prepared((store: Store, saved: { callId: string; seq: number }) =>
  store.updateTable('calls').set({ saved_seq: saved.seq }).where('call_id', '=', saved.callId),
)

export async function findCall(store: Store, callId: string): Promise<Call | null> {
  const [row] = await selectBody(store, { callId })
  return row ? JSON.parse(row.body) : null
}

/** @param updatedAt - ms since 1970, UTC. */
export async function putCall(store: Store, call: Call, updatedAt: number): Promise<void> {
  const { callId, state } = call
  await upsertCall(store, { callId, state, body: JSON.stringify(call), updatedAt })
}

/** A call that somebody clicked waits for the telephone system's first news, or no longer does. */
export async function setDialPending(
  store: Store,
  callId: string,
  pending: boolean,
): Promise<void> {
  await updatePending(store, { callId, pending: pending ? 1 : 0 })
}

/** The clicked calls, changed since `since`, that no telephone system has spoken of. */
export async function pendingDials(store: Store, since: number): Promise<Call[]> {
  const rows = await selectPending(store, { since })
  return rows.map(row => JSON.parse(row.body))
}

/** The calls that `agent` sees, that have not ended and of which something was heard since `since`. */
export async function liveCalls(store: Store, agent: string, since: number): Promise<Call[]> {
  const rows = await store
    .selectFrom('calls as c')
    .select('c.body')
    .where('c.updated_at', '>=', since)
    .where('c.state', '!=', 'ended')
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('call_agents as a')
          .select('a.agent')
          .whereRef('a.call_id', '=', 'c.call_id')
          .where('a.agent', 'in', [agent, '']),
      ),
    )
    .orderBy('c.updated_at')
    .execute()
  return rows.map(row => JSON.parse(row.body))
}

/** The call's record as it last had to reach the CRM; `null` while there is none. */
export async function findRecord(store: Store, callId: string): Promise<CallRecord | null> {
  const [row] = await selectRecord(store, { callId })
  return JSON.parse(row?.record ?? 'null')
}

/** The record has to reach the CRM; `seq` is the event that made it. */
export async function setRecord(store: Store, record: CallRecord, seq: number): Promise<void> {
  await updateRecord(store, { callId: record.callId, record: JSON.stringify(record), seq })
}

/** Records that the CRM does not have, oldest first, made after the event `afterSeq`. */
export async function dueRecords(
  store: Store,
  afterSeq: number,
  limit: number,
): Promise<DueRecord[]> {
  const rows = await selectDue(store, { afterSeq, limit })
  return rows.map(row => ({
    callId: row.call_id,
    recordSeq: Number(row.record_seq),
    record: JSON.parse(row.record ?? 'null'),
  }))
}

/** The CRM has the record that the event `recordSeq` made. */
export async function markSaved(store: Store, callId: string, recordSeq: number): Promise<void> {
  await updateSaved(store, { callId, seq: recordSeq })
}
