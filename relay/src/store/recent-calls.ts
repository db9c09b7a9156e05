import type { Call } from '../../../js-shim/src/types.js'
import type { Store } from './schema.js'

/** The calls of which something was heard last, the latest first. */
export async function recentCalls(store: Store, limit: number): Promise<Call[]> {
  const rows = await store
    .selectFrom('calls')
    .select('body')
    .orderBy('updated_at', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ body }) => JSON.parse(body))
}
