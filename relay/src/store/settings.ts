import { prepared } from './prepared.js'
import type { Store } from './schema.js'

/** A setting as it was put once. */
export interface StoredSetting {
  version: number
  /** Its JSON. */
  body: string
}

const selectVersion = prepared((store: Store, { name }: { name: string }) =>
  store
    .selectFrom('settings')
    .select('version')
    .where('name', '=', name)
    .orderBy('version', 'desc')
    .limit(1),
)

/** The latest version of a name, 0 when it was never put. */
export async function latestVersion(store: Store, name: string): Promise<number> {
  const [row] = await selectVersion(store, { name })
  return Number(row?.version ?? 0)
}

/** The latest of a name, or `null` when it was never put. */
export async function latestSetting(store: Store, name: string): Promise<StoredSetting | null> {
  const row = await store
    .selectFrom('settings')
    .select(['version', 'body'])
    .where('name', '=', name)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? { version: Number(row.version), body: row.body } : null
}

/** A setting as it was at its version. */
export async function settingAt(
  store: Store,
  name: string,
  version: number,
): Promise<string | null> {
  const row = await store
    .selectFrom('settings')
    .select('body')
    .where('name', '=', name)
    .where('version', '=', version)
    .executeTakeFirst()
  return row?.body ?? null
}

/** Puts what `change` makes of it in the place of every version: for what nobody may keep. */
export async function rewriteSetting(
  store: Store,
  name: string,
  change: (value: Record<string, unknown>) => Record<string, unknown>,
): Promise<void> {
  const rows = await store
    .selectFrom('settings')
    .select(['version', 'body'])
    .where('name', '=', name)
    .execute()
  for (const { version, body } of rows) {
    const value = JSON.parse(body)
    const changed = change(value)
    if (changed === value) continue
    await store
      .updateTable('settings')
      .set({ body: JSON.stringify(changed) })
      .where('name', '=', name)
      .where('version', '=', version)
      .execute()
  }
}

/** @throws When this version was put by somebody else. */
export async function insertSetting(
  store: Store,
  name: string,
  setting: StoredSetting,
  changedAt: number,
): Promise<void> {
  await store
    .insertInto('settings')
    .values({ name, ...setting, changed_at: changedAt })
    .execute()
}
