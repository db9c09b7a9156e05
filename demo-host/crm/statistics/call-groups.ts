import { sql } from 'kysely'
import type { CallDirection } from '../../../js-shim/src/core/lists.js'
import type { CrmData } from '../data/open-database.js'

/** Every zone's offset from UTC is a multiple of this: a local day or hour is made of whole ones. */
export const QUARTER = 15 * 60_000

/** Which calls: `from` is in, `to` is not; ms since 1970, UTC. */
export interface CallPeriod {
  from: number
  to: number
  /** Extension; `''` for everybody. */
  agent: string
}

/** Calls of one quarter of an hour that went the same way, to the same agent, with the same end. */
export interface CallGroup {
  /** Quarters since 1970, UTC. */
  quarter: number
  direction: CallDirection
  agent: string
  /** Whether somebody talked. */
  answered: boolean
  calls: number
  talkSeconds: number
}

/** Answered incoming calls that rang equally long. */
export interface RingGroup {
  ringSeconds: number
  calls: number
}

/** Incoming calls with the same call tracking marks. */
export interface MarkGroup {
  /** JSON object. */
  tracking: string
  calls: number
  answered: number
}

/** More kinds of marks than this are counted as calls without any: a chart of them says nothing. */
const MOST_MARKS = 5_000

function callsIn({ db }: CrmData, { from, to, agent }: CallPeriod) {
  const calls = db
    .selectFrom('calls')
    .where('offered_at', '>=', from)
    .where('offered_at', '<', to)
    // What is still going on has no end to be counted by.
    .where('ended_at', 'is not', null)
  return agent === '' ? calls : calls.where('agent', '=', agent)
}

export async function groupCalls(data: CrmData, period: CallPeriod): Promise<CallGroup[]> {
  // Both databases divide whole numbers without a rest.
  const quarter = sql<number>`offered_at / ${sql.lit(QUARTER)}`
  const answered = sql<number>`case when outcome = 'completed' then 1 else 0 end`
  const groups = await callsIn(data, period)
    .select(eb => [
      quarter.as('quarter'),
      'direction',
      'agent',
      answered.as('answered'),
      eb.fn.countAll<number>().as('calls'),
      sql<number>`coalesce(sum(talk_seconds), 0)`.as('talkSeconds'),
    ])
    .groupBy([quarter, 'direction', 'agent', answered])
    .execute()
  return groups.map(group => ({
    ...group,
    quarter: Number(group.quarter),
    answered: Number(group.answered) === 1,
    calls: Number(group.calls),
    talkSeconds: Number(group.talkSeconds),
  }))
}

export async function groupByRing(data: CrmData, period: CallPeriod): Promise<RingGroup[]> {
  const groups = await callsIn(data, period)
    .where('direction', '=', 'inbound')
    .where('outcome', '=', 'completed')
    .where('ring_seconds', 'is not', null)
    .select(eb => ['ring_seconds', eb.fn.countAll<number>().as('calls')])
    .groupBy('ring_seconds')
    .orderBy('ring_seconds')
    .execute()
  return groups.map(group => ({
    ringSeconds: Number(group.ring_seconds),
    calls: Number(group.calls),
  }))
}

export async function groupByMarks(data: CrmData, period: CallPeriod): Promise<MarkGroup[]> {
  const groups = await callsIn(data, period)
    .where('direction', '=', 'inbound')
    .select(eb => [
      'tracking',
      eb.fn.countAll<number>().as('calls'),
      sql<number>`sum(case when outcome = 'completed' then 1 else 0 end)`.as('answered'),
    ])
    .groupBy('tracking')
    .orderBy('calls', 'desc')
    .limit(MOST_MARKS)
    .execute()
  return groups.map(group => ({
    tracking: group.tracking,
    calls: Number(group.calls),
    answered: Number(group.answered),
  }))
}
