import type { Agent } from '../data/agents.js'
import { showSeconds } from '../pages/formats.js'
import { type CallGroup, type MarkGroup, QUARTER, type RingGroup } from './call-groups.js'
import { daysBetween, type LocalHour } from './local-time.js'
import type { StatisticsTable } from './statistics-table.js'

/** Missed incoming, answered incoming and outgoing calls. */
interface Counts {
  answered: number
  missed: number
  outgoing: number
}

const WAYS = [
  { name: 'Answered', kind: 'calls' },
  { name: 'Missed', kind: 'calls' },
  { name: 'Outgoing', kind: 'calls' },
] as const

const percent = (part: number, whole: number): number =>
  whole === 0 ? 0 : Math.round((1000 * part) / whole) / 10

/** Calls between colleagues say nothing about the customers. */
const withCustomers = (groups: readonly CallGroup[]) =>
  groups.filter(({ direction }) => direction !== 'internal')

function add(counts: Counts, { direction, answered, calls }: CallGroup): void {
  if (direction === 'outbound') counts.outgoing += calls
  else if (answered) counts.answered += calls
  else counts.missed += calls
}

function countBy<Key>(
  groups: readonly CallGroup[],
  keys: readonly Key[],
  keyOf: (group: CallGroup) => Key,
): Map<Key, Counts> {
  const counts = new Map(keys.map(key => [key, { answered: 0, missed: 0, outgoing: 0 }]))
  for (const group of withCustomers(groups)) {
    const of = counts.get(keyOf(group))
    if (of) add(of, group)
  }
  return counts
}

const waysOf = ({ answered, missed, outgoing }: Counts) => [answered, missed, outgoing]

export function callsByDay(
  groups: readonly CallGroup[],
  days: { firstDay: string; lastDay: string },
  localHour: (at: number) => LocalHour,
): StatisticsTable {
  const counts = countBy(
    groups,
    daysBetween(days.firstDay, days.lastDay),
    ({ quarter }) => localHour(quarter * QUARTER).day,
  )
  const sum = { answered: 0, missed: 0, outgoing: 0 }
  for (const group of withCustomers(groups)) add(sum, group)
  const incoming = sum.answered + sum.missed
  return {
    id: 'days',
    title: 'Calls by day',
    note:
      incoming === 0
        ? 'Nobody called.'
        : `${percent(sum.answered, incoming)} % of ${incoming} incoming calls were answered.`,
    columns: [{ name: 'Day', kind: 'text' }, ...WAYS],
    rows: [...counts].map(([day, of]) => [day, ...waysOf(of)]),
    drawn: WAYS.map(({ name }) => name),
  }
}

const twoDigits = (hour: number) => String(hour).padStart(2, '0')

export function callsByHour(
  groups: readonly CallGroup[],
  localHour: (at: number) => LocalHour,
): StatisticsTable {
  const hours = Array.from({ length: 24 }, (_, hour) => hour)
  const counts = countBy(groups, hours, ({ quarter }) => localHour(quarter * QUARTER).hour)
  const worst = [...counts].reduce((most, one) => (one[1].missed > most[1].missed ? one : most))
  return {
    id: 'hours',
    title: 'Calls by hour of the day',
    note:
      worst[1].missed === 0
        ? 'No call was missed.'
        : `Most are missed from ${twoDigits(worst[0])}:00 to ${twoDigits((worst[0] + 1) % 24)}:00: ${worst[1].missed}.`,
    columns: [{ name: 'Hour', kind: 'text' }, ...WAYS],
    rows: [...counts].map(([hour, of]) => [`${twoDigits(hour)}:00`, ...waysOf(of)]),
    drawn: WAYS.map(({ name }) => name),
  }
}

/** Upper ends of the classes, seconds; the last has none. */
const RING_CLASSES = [5, 10, 15, 20, 30, 45, 60, Number.POSITIVE_INFINITY]

/** So long did it take at most for that share of the calls; groups in ascending order. */
function ringOf(share: number, groups: readonly RingGroup[], calls: number): number {
  let seen = 0
  for (const group of groups) {
    seen += group.calls
    if (seen >= share * calls) return group.ringSeconds
  }
  return 0
}

export function timeToAnswer(groups: readonly RingGroup[]): StatisticsTable {
  const calls = groups.reduce((sum, group) => sum + group.calls, 0)
  let from = 0
  const rows = RING_CLASSES.map(to => {
    const within = groups
      .filter(({ ringSeconds }) => ringSeconds >= from && ringSeconds < to)
      .reduce((sum, group) => sum + group.calls, 0)
    const name = Number.isFinite(to) ? `${from}–${to} s` : `${from} s and more`
    from = to
    return [name, within, percent(within, calls)]
  })
  return {
    id: 'time-to-answer',
    title: 'Time to answer',
    note:
      calls === 0
        ? 'No incoming call was answered.'
        : `Half were answered within ${ringOf(0.5, groups, calls)} s, nine of ten within ${ringOf(0.9, groups, calls)} s.`,
    columns: [
      { name: 'Rang', kind: 'text' },
      { name: 'Answered', kind: 'calls' },
      { name: 'Share', kind: 'share' },
    ],
    rows,
    drawn: ['Answered'],
  }
}

export function talkByAgent(
  groups: readonly CallGroup[],
  agents: readonly Agent[],
): StatisticsTable {
  const byAgent = new Map<string, { talk: number; incoming: number; outgoing: number }>()
  for (const group of withCustomers(groups)) {
    if (!group.answered) continue
    const of = byAgent.get(group.agent) ?? { talk: 0, incoming: 0, outgoing: 0 }
    of.talk += group.talkSeconds
    if (group.direction === 'outbound') of.outgoing += group.calls
    else of.incoming += group.calls
    byAgent.set(group.agent, of)
  }
  const nameOf = (extension: string) =>
    agents.find(agent => agent.extension === extension)?.name ?? (extension || 'Nobody')
  const rows = [...byAgent]
    .sort(([, one], [, other]) => other.talk - one.talk)
    .map(([extension, { talk, incoming, outgoing }]) => [
      nameOf(extension),
      talk,
      incoming,
      outgoing,
      Math.round(talk / (incoming + outgoing)),
    ])
  const talk = rows.reduce((sum, [, seconds]) => sum + Number(seconds), 0)
  return {
    id: 'agents',
    title: 'Talk time by agent',
    note: talk === 0 ? 'Nobody talked.' : `${showSeconds(talk)} in all.`,
    columns: [
      { name: 'Agent', kind: 'text' },
      { name: 'Talk time', kind: 'seconds' },
      { name: 'Incoming', kind: 'calls' },
      { name: 'Outgoing', kind: 'calls' },
      { name: 'A call', kind: 'seconds' },
    ],
    rows,
    drawn: ['Talk time'],
  }
}

/** Sources that are named; the rest is one row. */
const MOST_SOURCES = 20
/** Longest name of a source that is shown, UTF-16 units. */
const LONGEST_MARK = 80

/** `utm_source`, and `utm_campaign` where there is one. */
function sourceOf(tracking: string): string {
  const marks: unknown = JSON.parse(tracking)
  const mark = (name: string): string => {
    const value = (marks as Record<string, unknown> | null)?.[name]
    return typeof value === 'string' ? value.slice(0, LONGEST_MARK) : ''
  }
  const [source, campaign] = [mark('utm_source'), mark('utm_campaign')]
  return source && campaign ? `${source} · ${campaign}` : source || campaign
}

export function callsBySource(groups: readonly MarkGroup[]): StatisticsTable {
  const bySource = new Map<string, { calls: number; answered: number }>()
  for (const { tracking, calls, answered } of groups) {
    const source = sourceOf(tracking)
    const of = bySource.get(source) ?? { calls: 0, answered: 0 }
    of.calls += calls
    of.answered += answered
    bySource.set(source, of)
  }
  const unknown = bySource.get('')?.calls ?? 0
  bySource.delete('')
  const all = [...bySource].sort(([, one], [, other]) => other.calls - one.calls)
  const rest = all.slice(MOST_SOURCES)
  const rows = all
    .slice(0, MOST_SOURCES)
    .map(([name, { calls, answered }]) => [name, answered, calls - answered])
  if (rest.length > 0) {
    const sum = (of: 'calls' | 'answered') => rest.reduce((total, [, one]) => total + one[of], 0)
    rows.push([`${rest.length} others`, sum('answered'), sum('calls') - sum('answered')])
  }
  const known = all.reduce((sum, [, { calls }]) => sum + calls, 0)
  return {
    id: 'sources',
    title: 'Where callers came from',
    note:
      known === 0
        ? 'No call carried a mark of a campaign (UTM).'
        : `${known} of ${known + unknown} incoming calls carry a mark of a campaign (UTM).`,
    columns: [{ name: 'Source', kind: 'text' }, WAYS[0], WAYS[1]],
    rows,
    drawn: ['Answered', 'Missed'],
  }
}
