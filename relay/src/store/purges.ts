import type { Kysely, Migration } from 'kysely'
import type { Store } from './schema.js'

/** Up to which event some of a tenant's are deleted: who has read less cannot be told all. */
export interface PurgeTable {
  seq: number
}

export const purgesTable: Migration = {
  // biome-ignore lint/suspicious/noExplicitAny: a migration must not follow later changes of Schema
  async up(db: Kysely<any>) {
    await db.schema
      .createTable('purges')
      .addColumn('tenant', 'text', column => column.primaryKey())
      .addColumn('seq', 'bigint', column => column.notNull())
      .execute()
  },
}

/** The newest event of the tenant that was deleted; 0 when none was. */
export async function purgedTo(store: Store): Promise<number> {
  const row = await store.selectFrom('purges').select('seq').executeTakeFirst()
  return Number(row?.seq ?? 0)
}

/** The tenant's events of these calls are about to be deleted. */
export async function notePurge(store: Store, callIds: readonly string[]): Promise<void> {
  const row = await store
    .selectFrom('events')
    .select(({ fn }) => fn.max('seq').as('newest'))
    .where('call_id', 'in', callIds)
    .executeTakeFirst()
  const seq = Number(row?.newest ?? 0)
  if (seq <= (await purgedTo(store))) return
  await store
    .insertInto('purges')
    .values({ seq })
    // One row for a tenant.
    .onConflict(conflict => conflict.columns([]).doUpdateSet({ seq }))
    .execute()
}
