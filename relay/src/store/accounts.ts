import type { AccountState } from './account-tables.js'
import type { Store } from './schema.js'

export interface StoredAccount {
  id: string
  email: string
  extension: string
  state: AccountState
}

const COLUMNS = ['id', 'email', 'extension', 'state'] as const

export async function findAccount(store: Store, id: string): Promise<StoredAccount | null> {
  const query = store.selectFrom('accounts').select(COLUMNS).where('id', '=', id)
  return (await query.executeTakeFirst()) ?? null
}

/** The one that is not deleted. */
export async function findAccountOf(store: Store, email: string): Promise<StoredAccount | null> {
  const query = store
    .selectFrom('accounts')
    .select(COLUMNS)
    .where('email', '=', email)
    .where('state', '!=', 'deleted')
  return (await query.executeTakeFirst()) ?? null
}

/** Those that are not deleted, in the order of their addresses. */
export function listAccounts(
  store: Store,
  afterEmail: string,
  limit: number,
): Promise<StoredAccount[]> {
  return store
    .selectFrom('accounts')
    .select(COLUMNS)
    .where('state', '!=', 'deleted')
    .where('email', '>', afterEmail)
    .orderBy('email')
    .limit(limit)
    .execute()
}

/** @throws When there is one for this address. */
export async function insertAccount(
  store: Store,
  account: StoredAccount,
  now: number,
): Promise<void> {
  await store
    .insertInto('accounts')
    .values({ ...account, changed_at: now })
    .execute()
}

export async function updateAccount(
  store: Store,
  { id, extension, state }: Pick<StoredAccount, 'id' | 'extension' | 'state'>,
  now: number,
): Promise<void> {
  await store
    .updateTable('accounts')
    .set({ extension, state, changed_at: now })
    .where('id', '=', id)
    .execute()
}

/** It can be used from now on; nothing when it can already. */
export async function beginSpan(store: Store, id: string, now: number): Promise<void> {
  const open = await store
    .selectFrom('account_spans')
    .select('from_at')
    .where('account_id', '=', id)
    .where('to_at', 'is', null)
    .executeTakeFirst()
  if (open) return
  await store
    .insertInto('account_spans')
    .values({ account_id: id, from_at: now, to_at: null })
    // Suspended and back within the same millisecond.
    .onConflict(conflict =>
      conflict.columns(['account_id', 'from_at']).doUpdateSet({ to_at: null }),
    )
    .execute()
}

export async function endSpan(store: Store, id: string, now: number): Promise<void> {
  await store
    .updateTable('account_spans')
    .set({ to_at: now })
    .where('account_id', '=', id)
    .where('to_at', 'is', null)
    .execute()
}
