import type { Action } from '../../../js-shim/src/core/rules.js'
import type { DoneAction } from '../crm-port.js'
import { prepared } from './prepared.js'
import type { Store } from './schema.js'

/** An action that the CRM does not have, or not with all that is known. */
export interface DueAction {
  action: Action
  /** Of its content; grows with it. */
  version: number
}

const selectSaid = prepared((store: Store, { key }: { key: string }) =>
  store.selectFrom('actions').select(['body', 'version']).where('key', '=', key),
)

interface Said {
  key: string
  callId: string
  seq: number
  place: number
  body: string
  version: number
}

const upsertAction = prepared((store: Store, action: Said) => {
  const said = { body: action.body, version: action.version, refused: null }
  return store
    .insertInto('actions')
    .values({
      ...said,
      key: action.key,
      call_id: action.callId,
      seq: action.seq,
      place: action.place,
      done_version: 0,
      made_id: null,
    })
    .onConflict(conflict => conflict.column('key').doUpdateSet(said))
})

const selectDueCalls = prepared((store: Store, due: { afterSeq: number; limit: number }) =>
  store
    .selectFrom('actions')
    .select(['call_id', ({ fn }) => fn.min('seq').as('oldest')])
    .whereRef('done_version', '<', 'version')
    .where('refused', 'is', null)
    .groupBy('call_id')
    .having(({ fn }) => fn.min('seq'), '>', due.afterSeq)
    .orderBy('oldest')
    .limit(due.limit),
)

const selectDue = prepared((store: Store, { callId }: { callId: string }) =>
  store
    .selectFrom('actions')
    .select(['body', 'version'])
    .where('call_id', '=', callId)
    .whereRef('done_version', '<', 'version')
    .where('refused', 'is', null)
    .orderBy('seq')
    .orderBy('place'),
)

const selectMade = prepared((store: Store, { keys }: { keys: readonly string[] }) =>
  store
    .selectFrom('actions')
    .select(['key', 'made_id'])
    .where('key', 'in', keys)
    .where('made_id', 'is not', null),
)

const updateDone = prepared(
  (store: Store, done: { key: string; version: number; madeId: string | null }) =>
    store
      .updateTable('actions')
      .set(({ fn, val }) => ({
        done_version: done.version,
        made_id: fn.coalesce(val(done.madeId), 'made_id'),
      }))
      .where('key', '=', done.key)
      // What was learned meanwhile is still due.
      .where('version', '>=', done.version),
)

/**
 * Keeps what was decided for a call, in this order. An action that is there and says something new
 * is due again.
 * @param seq - Of the event that led to the decision.
 */
export async function putActions(
  store: Store,
  actions: readonly Action[],
  seq: number,
): Promise<void> {
  for (const [place, action] of actions.entries()) {
    const body = JSON.stringify(action)
    const { key, callId } = action
    const [known] = await selectSaid(store, { key })
    if (known?.body === body) continue
    const version = Number(known?.version ?? 0) + 1
    await upsertAction(store, { key, callId, seq, place, body, version })
  }
}

/** The calls with actions for the CRM, by the event that led to the oldest of them. */
export async function callsWithDueActions(
  store: Store,
  afterSeq: number,
  limit: number,
): Promise<{ callId: string; seq: number }[]> {
  const rows = await selectDueCalls(store, { afterSeq, limit })
  return rows.map(row => ({ callId: row.call_id, seq: Number(row.oldest) }))
}

/** The call's actions for the CRM, in the order in which they were decided. */
export async function dueActions(store: Store, callId: string): Promise<DueAction[]> {
  const rows = await selectDue(store, { callId })
  return rows.map(row => ({ action: JSON.parse(row.body), version: Number(row.version) }))
}

/** All of the call's actions, in the order in which they were decided, and what became of them. */
export async function workOf(store: Store, callId: string) {
  const rows = await store
    .selectFrom('actions')
    .select(['body', 'version', 'done_version', 'made_id', 'refused'])
    .where('call_id', '=', callId)
    .orderBy('seq')
    .orderBy('place')
    .execute()
  return rows.map(row => {
    const done = Number(row.done_version) >= Number(row.version)
    const state: 'due' | 'done' | 'refused' =
      row.refused !== null ? 'refused' : done ? 'done' : 'due'
    return {
      action: JSON.parse(row.body) as Action,
      state,
      ...(row.made_id !== null && { madeId: row.made_id }),
      ...(row.refused !== null && { refused: row.refused }),
    }
  })
}

/** What the CRM made for these keys, by key. */
export async function madeIds(store: Store, keys: readonly string[]): Promise<Map<string, string>> {
  if (keys.length === 0) return new Map()
  const rows = await selectMade(store, { keys })
  return new Map(rows.map(row => [row.key, row.made_id ?? '']))
}

/** What became of an action with the content `version`. */
export async function markDone(store: Store, done: DoneAction, version: number): Promise<void> {
  const { key, id, refused } = done
  if (refused === undefined) {
    await updateDone(store, { key, version, madeId: id ?? null })
    return
  }
  await store
    .updateTable('actions')
    .set({ refused, ...(id !== undefined && { made_id: id }) })
    .where('key', '=', key)
    // No refusal of what was said before.
    .where('version', '=', version)
    .execute()
}
