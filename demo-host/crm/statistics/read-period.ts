import type { Agent } from '../data/agents.js'
import type { CallPeriod } from './call-groups.js'
import { addDays, localHours, startOfDay } from './local-time.js'

/** Longest period, days: a table with a row for each day is still read by somebody. */
const MOST_DAYS = 366

/** What stands in a new page's address. */
const USUAL_DAYS = 28

export interface StatisticsPeriod extends CallPeriod {
  /** Both days are in; `2026-03-29`. */
  firstDay: string
  lastDay: string
  /** What is wrong with what was asked for, in which case the usual days are shown. */
  problem: string
}

/**
 * The days that an address asks for, in the customer's time zone.
 *
 * @param asked - the address's parameters `from`, `to` and `agent`
 */
export function readPeriod(
  asked: { from: string; to: string; agent: string },
  agents: readonly Agent[],
  timeZone: string,
  now = Date.now(),
): StatisticsPeriod {
  const today = localHours(timeZone)(now).day
  const agent = agents.some(({ extension }) => extension === asked.agent) ? asked.agent : ''
  const lastDay = asked.to || today
  const firstDay = asked.from || addDays(today, 1 - USUAL_DAYS)
  const from = startOfDay(firstDay, timeZone)
  const to = startOfDay(lastDay, timeZone)
  const problem =
    Number.isNaN(from) || Number.isNaN(to)
      ? 'A day is written as 2026-03-29.'
      : from > to
        ? 'The first day is behind the last.'
        : to - from >= MOST_DAYS * 86_400_000
          ? `At most ${MOST_DAYS} days at once.`
          : ''
  if (problem !== '') {
    return { ...readPeriod({ from: '', to: '', agent }, agents, timeZone, now), problem }
  }
  return { from, to: startOfDay(addDays(lastDay, 1), timeZone), agent, firstDay, lastDay, problem }
}
