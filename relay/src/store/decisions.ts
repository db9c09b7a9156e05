import type { RuleMoment } from '../../../js-shim/src/core/lists.js'
import type { Client } from '../../../js-shim/src/core/rules.js'
import type { Call } from '../../../js-shim/src/types.js'
import { prepared } from './prepared.js'
import type { Store } from './schema.js'

/** What a call shall lead to at a moment: asked for, and perhaps decided before. */
export interface DueDecision {
  callId: string
  moment: RuleMoment
  /** `seq` of the event by which it was last asked for. */
  askedSeq: number
  call: Call
  /** The row that was chosen; `''` while none was. */
  row: string
  /** The client as it was then. */
  client: Client | null
  /** The settings' version of the matrix that the row is of. */
  matrixVersion: number
}

/** What was decided. */
export interface Decided {
  row: string
  client: Client
  matrixVersion: number
}

const upsertAsked = prepared(
  (store: Store, ask: { callId: string; moment: RuleMoment; seq: number; runAt: number }) => {
    const asked = { asked_seq: ask.seq, run_at: ask.runAt }
    return store
      .insertInto('decisions')
      .values({
        ...asked,
        call_id: ask.callId,
        moment: ask.moment,
        done_seq: 0,
        row: '',
        client: null,
        matrix_version: 0,
      })
      .onConflict(conflict => conflict.columns(['call_id', 'moment']).doUpdateSet(asked))
  },
)

const selectDue = prepared((store: Store, due: { now: number; afterSeq: number; limit: number }) =>
  store
    .selectFrom('decisions')
    .select(['call_id', 'moment', 'asked_seq'])
    .whereRef('done_seq', '<', 'asked_seq')
    .where('run_at', '<=', due.now)
    .where('asked_seq', '>', due.afterSeq)
    .orderBy('asked_seq')
    .limit(due.limit),
)

const selectNext = prepared((store: Store, { now }: { now: number }) =>
  store
    .selectFrom('decisions')
    .select(({ fn }) => fn.min('run_at').as('next'))
    .whereRef('done_seq', '<', 'asked_seq')
    .where('run_at', '>', now),
)

const selectDecision = prepared((store: Store, of: { callId: string; moment: RuleMoment }) =>
  store
    .selectFrom('decisions as d')
    .innerJoin('calls as c', 'c.call_id', 'd.call_id')
    .select(['d.asked_seq', 'd.row', 'd.client', 'd.matrix_version', 'c.body'])
    .where('d.call_id', '=', of.callId)
    .where('d.moment', '=', of.moment),
)

interface Made {
  callId: string
  moment: RuleMoment
  askedSeq: number
  row: string
  client: string
  matrixVersion: number
}

const updateDecided = prepared((store: Store, made: Made) =>
  store
    .updateTable('decisions')
    .set({
      done_seq: made.askedSeq,
      row: made.row,
      client: made.client,
      matrix_version: made.matrixVersion,
    })
    .where('call_id', '=', made.callId)
    .where('moment', '=', made.moment),
)

const selectClient = prepared((store: Store, { callId }: { callId: string }) =>
  store
    .selectFrom('decisions')
    .select('client')
    .where('call_id', '=', callId)
    .where('client', 'is not', null)
    .orderBy('done_seq', 'desc')
    .limit(1),
)

/**
 * The matrix has to be asked for this call and moment, also if it was before.
 * @param seq - Of the event that asks.
 * @param runAt - Not before: ms since 1970, UTC.
 */
export async function askDecision(
  store: Store,
  callId: string,
  moment: RuleMoment,
  seq: number,
  runAt: number,
): Promise<void> {
  await upsertAsked(store, { callId, moment, seq, runAt })
}

/** Decisions that are due at `now` and were asked for after the event `afterSeq`, oldest first. */
export async function dueDecisions(
  store: Store,
  now: number,
  afterSeq: number,
  limit: number,
): Promise<{ callId: string; moment: RuleMoment; askedSeq: number }[]> {
  const rows = await selectDue(store, { now, afterSeq, limit })
  return rows.map(row => ({
    callId: row.call_id,
    moment: row.moment,
    askedSeq: Number(row.asked_seq),
  }))
}

/** When the next decision is due after `now`: ms since 1970, UTC; `null` when none waits. */
export async function nextDecisionAt(store: Store, now: number): Promise<number | null> {
  const [row] = await selectNext(store, { now })
  return row?.next == null ? null : Number(row.next)
}

/** The decision with the call as it is now. */
export async function readDecision(
  store: Store,
  callId: string,
  moment: RuleMoment,
): Promise<DueDecision | null> {
  const [row] = await selectDecision(store, { callId, moment })
  if (!row) return null
  return {
    callId,
    moment,
    askedSeq: Number(row.asked_seq),
    call: JSON.parse(row.body),
    row: row.row,
    client: row.client === null ? null : JSON.parse(row.client),
    matrixVersion: Number(row.matrix_version),
  }
}

/** It is decided for what was known at the event `askedSeq`. */
export async function putDecided(
  store: Store,
  { callId, moment, askedSeq }: DueDecision,
  { row, client, matrixVersion }: Decided,
): Promise<void> {
  const made = { row, client: JSON.stringify(client), matrixVersion }
  await updateDecided(store, { callId, moment, askedSeq, ...made })
}

/** What was decided for the call, and by which version of the matrix, the earliest first. */
export async function madeDecisions(store: Store, callId: string) {
  const rows = await store
    .selectFrom('decisions')
    .select(['moment', 'done_seq', 'row', 'client', 'matrix_version'])
    .where('call_id', '=', callId)
    .where('client', 'is not', null)
    .orderBy('done_seq')
    .execute()
  return rows.map(({ moment, done_seq, row, client, matrix_version }) => ({
    moment,
    seq: Number(done_seq),
    row,
    client: JSON.parse(client ?? '{}') as Client,
    matrixVersion: Number(matrix_version),
  }))
}

/** The client that the call's work was decided for, the latest decision first; `null` for none. */
export async function decidedClient(store: Store, callId: string): Promise<Client | null> {
  const [row] = await selectClient(store, { callId })
  return row?.client ? JSON.parse(row.client) : null
}
