import { prepared } from './prepared.js'
import type { Store } from './schema.js'

/** Who sees a call, each with the `seq` of the event by which they joined; `''` is everybody. */
export type Members = Map<string, number>

const selectMembers = prepared((store: Store, { callId }: { callId: string }) =>
  store.selectFrom('call_agents').select(['agent', 'since_seq']).where('call_id', '=', callId),
)

const insertMember = prepared(
  (store: Store, member: { callId: string; agent: string; sinceSeq: number }) =>
    store.insertInto('call_agents').values({
      call_id: member.callId,
      agent: member.agent,
      since_seq: member.sinceSeq,
    }),
)

export async function membersOf(store: Store, callId: string): Promise<Members> {
  const rows = await selectMembers(store, { callId })
  return new Map(rows.map(row => [row.agent, Number(row.since_seq)]))
}

export async function addMember(
  store: Store,
  callId: string,
  agent: string,
  sinceSeq: number,
): Promise<void> {
  await insertMember(store, { callId, agent, sinceSeq })
}

/** Whether `agent` sees the call. */
export async function isMember(store: Store, callId: string, agent: string): Promise<boolean> {
  const row = await store
    .selectFrom('call_agents')
    .select('agent')
    .where('call_id', '=', callId)
    .where('agent', 'in', [agent, ''])
    .executeTakeFirst()
  return row !== undefined
}
