import type { Agent } from '../data/agents.js'
import type { CrmData } from '../data/open-database.js'
import { groupByMarks, groupByRing, groupCalls } from './call-groups.js'
import { callsByDay, callsByHour, callsBySource, talkByAgent, timeToAnswer } from './count-calls.js'
import { localHours } from './local-time.js'
import type { StatisticsPeriod } from './read-period.js'
import type { StatisticsTable } from './statistics-table.js'

/** Every picture of a period. */
export async function callStatistics(
  data: CrmData,
  period: StatisticsPeriod,
  agents: readonly Agent[],
  timeZone: string,
): Promise<StatisticsTable[]> {
  const [groups, rings, marks] = await Promise.all([
    groupCalls(data, period),
    groupByRing(data, period),
    groupByMarks(data, period),
  ])
  const localHour = localHours(timeZone)
  return [
    callsByDay(groups, period, localHour),
    callsByHour(groups, localHour),
    timeToAnswer(rings),
    talkByAgent(groups, agents),
    callsBySource(marks),
  ]
}
