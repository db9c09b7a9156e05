// Calls of all tenants of which something is overdue.
import { sql } from 'kysely'
import type { Call } from '../../../js-shim/src/types.js'
import type { Database } from './schema.js'

// More clicks than this are not waiting at once, or something is very wrong.
const MOST_PENDING_DIALS = 500

export interface TenantCall {
  tenant: string
  call: Call
}

/** The clicked calls, not changed since `before`, that no telephone system has spoken of. */
export async function pendingDialsBefore(
  database: Database,
  before: number,
): Promise<TenantCall[]> {
  const rows = await database
    .selectFrom('calls')
    .select(['tenant', 'body'])
    // Written into the statement, so that the index on these few fits.
    .where('dial_pending', '=', sql.lit(1))
    .where('updated_at', '<', before)
    .orderBy('updated_at')
    .limit(MOST_PENDING_DIALS)
    .execute()
  return rows.map(({ tenant, body }) => ({ tenant, call: JSON.parse(body) }))
}

/** Behind which a page of silent calls begins. */
export interface SilentPlace {
  updatedAt: number
  callId: string
  tenant: string
}

/**
 * Calls that have not ended and were not changed since `before`, the longest silent first.
 * @param after - Behind this one.
 */
export async function silentCalls(
  database: Database,
  before: number,
  after: SilentPlace,
  limit: number,
): Promise<(TenantCall & { updatedAt: number })[]> {
  const rows = await database
    .selectFrom('calls')
    .select(['tenant', 'body', 'updated_at'])
    // Written into the statement, as above.
    .where('state', '<>', sql.lit('ended'))
    .where('updated_at', '<=', before)
    .where(({ or, and, eb }) =>
      or([
        eb('updated_at', '>', after.updatedAt),
        and([eb('updated_at', '=', after.updatedAt), eb('call_id', '>', after.callId)]),
        and([
          eb('updated_at', '=', after.updatedAt),
          eb('call_id', '=', after.callId),
          eb('tenant', '>', after.tenant),
        ]),
      ]),
    )
    .orderBy('updated_at')
    .orderBy('call_id')
    .orderBy('tenant')
    .limit(limit)
    .execute()
  return rows.map(row => ({
    tenant: row.tenant,
    call: JSON.parse(row.body),
    updatedAt: Number(row.updated_at),
  }))
}
