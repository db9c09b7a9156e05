import type { Database } from './schema.js'

/** How much waits, of all tenants. */
export interface DueCounts {
  decisions: number
  actions: number
  records: number
}

export async function dueCounts(database: Database): Promise<DueCounts> {
  const [decisions, actions, records] = await Promise.all([
    database
      .selectFrom('decisions')
      .select(({ fn }) => fn.countAll().as('count'))
      .whereRef('done_seq', '<', 'asked_seq')
      .executeTakeFirst(),
    database
      .selectFrom('actions')
      .select(({ fn }) => fn.countAll().as('count'))
      .whereRef('done_version', '<', 'version')
      .where('refused', 'is', null)
      .executeTakeFirst(),
    database
      .selectFrom('calls')
      .select(({ fn }) => fn.countAll().as('count'))
      .whereRef('saved_seq', '<', 'record_seq')
      .executeTakeFirst(),
  ])
  return {
    decisions: Number(decisions?.count),
    actions: Number(actions?.count),
    records: Number(records?.count),
  }
}
