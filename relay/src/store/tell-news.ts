import { sql } from 'kysely'
import { isPostgres } from './dialect.js'
import type { Database } from './schema.js'

/** What PostgreSQL tells the other relays of. */
export const NEWS_CHANNEL = 'deskbell_events'
export type News = 'events' | 'tenants'

/** Tells the other relays when the transaction `within` is durable. On SQLite there are none. */
export async function tellNews(within: Database, what: News): Promise<void> {
  if (isPostgres(within)) await sql`select pg_notify(${NEWS_CHANNEL}, ${what})`.execute(within)
}
