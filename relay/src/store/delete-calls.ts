import type { Call } from '../../../js-shim/src/types.js'
import { notePurge } from './purges.js'
import type { Store } from './schema.js'

/** A page of the tenant's calls. */
export async function someCalls(store: Store, limit: number): Promise<string[]> {
  const rows = await store.selectFrom('calls').select('call_id').limit(limit).execute()
  return rows.map(row => row.call_id)
}

/** Calls that were not changed since `before` and of which the CRM has everything, oldest first. */
export async function settledCallsBefore(
  store: Store,
  before: number,
  limit: number,
): Promise<string[]> {
  const rows = await store
    .selectFrom('calls as c')
    .select('c.call_id')
    .where('c.updated_at', '<', before)
    .where('c.state', '=', 'ended')
    .whereRef('c.saved_seq', '>=', 'c.record_seq')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('actions as a')
            .select('a.key')
            .whereRef('a.call_id', '=', 'c.call_id')
            .whereRef('a.done_version', '<', 'a.version')
            .where('a.refused', 'is', null),
        ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('decisions as d')
            .select('d.moment')
            .whereRef('d.call_id', '=', 'c.call_id')
            .whereRef('d.done_seq', '<', 'd.asked_seq'),
        ),
      ),
    )
    .orderBy('c.updated_at')
    .limit(limit)
    .execute()
  return rows.map(row => row.call_id)
}

/** Calls in whose JSON a text stands as a whole value, by id, behind the id `after`. */
export async function callsThatSay(
  store: Store,
  text: string,
  after: string,
  limit: number,
): Promise<Call[]> {
  const rows = await store
    .selectFrom('calls')
    .select('body')
    .where('body', 'like', `%${JSON.stringify(text)}%`)
    .where('call_id', '>', after)
    .orderBy('call_id')
    .limit(limit)
    .execute()
  return rows.map(({ body }) => JSON.parse(body))
}

/** Deletes everything that is known of these calls, which are a page at most. */
export async function deleteCalls(store: Store, callIds: readonly string[]): Promise<void> {
  if (callIds.length === 0) return
  await notePurge(store, callIds)
  const aliases = await store
    .selectFrom('call_aliases')
    .select(['provider', 'provider_call_id'])
    .where('call_id', 'in', callIds)
    .execute()
  for (const { provider, provider_call_id } of aliases) {
    await store
      .deleteFrom('signed_texts')
      .where('provider', '=', provider)
      .where('provider_call_id', '=', provider_call_id)
      .execute()
  }
  for (const table of [
    'events',
    'deliveries',
    'actions',
    'decisions',
    'call_agents',
    'call_aliases',
    'calls',
  ] as const) {
    await store.deleteFrom(table).where('call_id', 'in', callIds).execute()
  }
}

/** What is left of a tenant without calls. */
export async function deleteRest(store: Store): Promise<void> {
  await store.deleteFrom('purges').execute()
  await store.deleteFrom('settings').execute()
}
