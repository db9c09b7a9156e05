import type { Store } from './schema.js'

/** A page of the tenant's calls; of those not changed since `before` when it is given. */
export async function callIdsBefore(
  store: Store,
  limit: number,
  before = Number.MAX_SAFE_INTEGER,
): Promise<string[]> {
  const rows = await store
    .selectFrom('calls')
    .select('call_id')
    .where('updated_at', '<', before)
    .orderBy('updated_at')
    .limit(limit)
    .execute()
  return rows.map(row => row.call_id)
}

/** Deletes everything that is known of these calls, which are a page at most. */
export async function deleteCalls(store: Store, callIds: readonly string[]): Promise<void> {
  if (callIds.length === 0) return
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

/** Every version of the tenant's settings. */
export async function deleteSettings(store: Store): Promise<void> {
  await store.deleteFrom('settings').execute()
}
