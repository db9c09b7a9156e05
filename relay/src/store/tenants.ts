import { prepared } from './prepared.js'
import type { Database, TenantState } from './schema.js'

/** A tenant as it stands in the database. */
export interface StoredTenant {
  id: string
  version: number
  state: TenantState
  /** Its `TenantOptions` as JSON. */
  options: string
}

const selectState = prepared((database: Database, { id }: { id: string }) =>
  database.selectFrom('tenants').select(['version', 'state']).where('id', '=', id),
)

/** How often a tenant was changed, and whether it may be used; `null` when there is none. */
export async function tenantState(
  database: Database,
  id: string,
): Promise<Pick<StoredTenant, 'version' | 'state'> | null> {
  const [row] = await selectState(database, { id })
  return row ? { version: Number(row.version), state: row.state } : null
}

export async function findTenant(database: Database, id: string): Promise<StoredTenant | null> {
  const row = await database
    .selectFrom('tenants')
    .select(['version', 'state', 'options'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) return null
  const { version, state, options } = row
  return { id, version: Number(version), state, options }
}

export async function listTenants(
  database: Database,
  after: string,
  limit: number,
): Promise<Omit<StoredTenant, 'options'>[]> {
  const rows = await database
    .selectFrom('tenants')
    .select(['id', 'version', 'state'])
    .where('id', '>', after)
    .where('state', '!=', 'deleted')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(({ id, version, state }) => ({ id, version: Number(version), state }))
}

/** @param changedAt - ms since 1970, UTC. */
export async function putTenant(
  database: Database,
  { id, state, options }: Omit<StoredTenant, 'version'>,
  changedAt: number,
): Promise<void> {
  const changed = { state, options, changed_at: changedAt }
  await database
    .insertInto('tenants')
    .values({ id, version: 1, ...changed })
    .onConflict(conflict =>
      conflict.column('id').doUpdateSet(({ ref, lit, eb }) => ({
        ...changed,
        version: eb(ref('tenants.version'), '+', lit(1)),
      })),
    )
    .execute()
}

/** The tenants for which something is to be decided or brought to a CRM. */
export async function tenantsWithWork(database: Database): Promise<string[]> {
  const rows = await database
    .selectFrom('decisions')
    .select('tenant')
    .whereRef('done_seq', '<', 'asked_seq')
    .union(
      database
        .selectFrom('actions')
        .select('tenant')
        .whereRef('done_version', '<', 'version')
        .where('refused', 'is', null),
    )
    .union(database.selectFrom('calls').select('tenant').whereRef('saved_seq', '<', 'record_seq'))
    .execute()
  return rows.map(({ tenant }) => tenant)
}
