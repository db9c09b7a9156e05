import type { Store } from './schema.js'

/** The call that `provider` means by its id, or `null` when it never spoke of it. */
export async function findAlias(
  store: Store,
  provider: string,
  providerCallId: string,
): Promise<string | null> {
  const row = await store
    .selectFrom('call_aliases')
    .select('call_id')
    .where('provider', '=', provider)
    .where('provider_call_id', '=', providerCallId)
    .executeTakeFirst()
  return row?.call_id ?? null
}

export async function insertAlias(
  store: Store,
  provider: string,
  providerCallId: string,
  callId: string,
): Promise<void> {
  await store
    .insertInto('call_aliases')
    .values({ provider, provider_call_id: providerCallId, call_id: callId })
    .execute()
}
