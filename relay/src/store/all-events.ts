// The events of all tenants in one order, for whoever hands them on.
import { earlierEvents } from './events.js'
import type { Members } from './members.js'
import { prepared } from './prepared.js'
import type { Database, Store } from './schema.js'
import { tenantStore } from './tenant-scope.js'

/** An event as all are told of it who see its call. */
export interface StoredEvent {
  seq: number
  tenant: string
  /** The `CallEvent` as JSON. */
  body: string
  /** Who saw the call by then. */
  members: Members
  /** The call's events before this one; filled only when somebody joined by this one. */
  earlier: string[]
}

const selectAfter = prepared((database: Database, after: { seq: number; limit: number }) =>
  database
    .selectFrom('events')
    .select(['seq', 'tenant', 'call_id', 'body'])
    .where('seq', '>', after.seq)
    .orderBy('seq')
    .limit(after.limit),
)

const selectAgents = prepared((store: Store, { callIds }: { callIds: string[] }) =>
  store
    .selectFrom('call_agents')
    .select(['call_id', 'agent', 'since_seq'])
    .where('call_id', 'in', callIds),
)

/** The `seq` of the newest event of all, 0 when there is none. */
export async function newestOfAll(database: Database): Promise<number> {
  const row = await database
    .selectFrom('events')
    .select(({ fn }) => fn.max('seq').as('newest'))
    .executeTakeFirst()
  return Number(row?.newest ?? 0)
}

/** The events of all tenants after `seq`, in order. */
export async function eventsAfter(
  database: Database,
  seq: number,
  limit: number,
): Promise<StoredEvent[]> {
  const events = await selectAfter(database, { seq, limit })
  const callIds = new Map<string, Set<string>>()
  for (const { tenant, call_id } of events) {
    callIds.set(tenant, (callIds.get(tenant) ?? new Set()).add(call_id))
  }
  const seen = new Map<string, Map<string, { agent: string; since: number }[]>>()
  for (const [tenant, ids] of callIds) seen.set(tenant, await agentsOf(database, tenant, ids))
  const stored: StoredEvent[] = []
  for (const { seq, tenant, call_id, body } of events) {
    const agents = (seen.get(tenant)?.get(call_id) ?? []).filter(({ since }) => since <= seq)
    const members = new Map(agents.map(({ agent, since }) => [agent, since]))
    const joined = agents.some(({ since }) => since === seq)
    const earlier = joined ? await earlierEvents(tenantStore(database, tenant), call_id, seq) : []
    stored.push({ seq, tenant, body, members, earlier })
  }
  return stored
}

/** Who sees these calls of a tenant, by the calls' ids. */
async function agentsOf(database: Database, tenant: string, callIds: ReadonlySet<string>) {
  const rows = await selectAgents(tenantStore(database, tenant), { callIds: [...callIds] })
  const agents = new Map<string, { agent: string; since: number }[]>()
  for (const { call_id, agent, since_seq } of rows) {
    const known = agents.get(call_id) ?? []
    agents.set(call_id, known)
    known.push({ agent, since: Number(since_seq) })
  }
  return agents
}
