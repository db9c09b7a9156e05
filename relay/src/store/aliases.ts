import { prepared } from './prepared.js'
import type { Store } from './schema.js'

const selectAlias = prepared(
  (store: Store, { provider, providerCallId }: { provider: string; providerCallId: string }) =>
    store
      .selectFrom('call_aliases')
      .select('call_id')
      .where('provider', '=', provider)
      .where('provider_call_id', '=', providerCallId),
)

const addAlias = prepared(
  (store: Store, alias: { provider: string; providerCallId: string; callId: string }) =>
    store.insertInto('call_aliases').values({
      provider: alias.provider,
      provider_call_id: alias.providerCallId,
      call_id: alias.callId,
    }),
)

/** The call that `provider` means by its id, or `null` when it never spoke of it. */
export async function findAlias(
  store: Store,
  provider: string,
  providerCallId: string,
): Promise<string | null> {
  const [row] = await selectAlias(store, { provider, providerCallId })
  return row?.call_id ?? null
}

export async function insertAlias(
  store: Store,
  provider: string,
  providerCallId: string,
  callId: string,
): Promise<void> {
  await addAlias(store, { provider, providerCallId, callId })
}
