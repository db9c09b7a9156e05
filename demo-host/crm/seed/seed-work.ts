import type { Insertable } from 'kysely'
import type { CallRecord } from '../../../js-shim/src/types.js'
import { callRow } from '../data/calls.js'
import type { CrmData } from '../data/open-database.js'
import type { TasksTable } from '../data/tables.js'
import type { Random } from './random.js'
import { chunks, type People } from './seed-people.js'

const DAY = 86_400_000
const HOUR = 3_600_000
const CALLS = 640
const TASKS = 46
const DAYS = 45

/** The company's own numbers: libphonenumber's Dutch and British landline examples. */
export const LINES = { sales: '+31101234567', export: '+441212345678' } as const

type Outcome = NonNullable<CallRecord['outcome']>
const INBOUND: Outcome[] = [
  'completed',
  'completed',
  'completed',
  'completed',
  'missed',
  'voicemail',
]
const OUTBOUND: Outcome[] = ['completed', 'completed', 'completed', 'no_answer', 'busy']

/** Of the sites from which some callers came. */
const CAMPAIGNS: readonly Record<string, string>[] = [
  { utm_source: 'google', utm_medium: 'cpc', utm_campaign: 'deck ovens' },
  { utm_source: 'google', utm_medium: 'organic' },
  { utm_source: 'newsletter', utm_medium: 'email', utm_campaign: 'spring fair' },
  { utm_source: 'bakkersvakblad.example', utm_medium: 'referral' },
]

const NOTES = [
  'Asked for the price list of the deck ovens.',
  'Wants a second visit of the engineer.',
  'Order confirmed, delivery in week 9.',
  'Proofing cabinet shows E4 again; sent the manual.',
  'Will compare with another offer first.',
  'Invoice address changes next month.',
]

const TITLES = [
  'Send the offer for the spiral mixer',
  'Confirm the delivery date',
  'Ask how the new deck oven is doing',
  'Plan the yearly maintenance',
  'Send the drawings again',
  'Check the open invoice',
]

/** Past calls and tasks, their times told from `now`, so that the CRM looks used today. */
export async function storeWork(
  data: CrmData,
  people: People,
  random: Random,
  now: number,
): Promise<void> {
  const reachable = people.numbers.filter(({ contact_id }) => contact_id > 3)
  const owners = new Map<string, number>()
  for (const { number } of people.numbers) owners.set(number, (owners.get(number) ?? 0) + 1)
  const records: CallRecord[] = []
  for (let i = 0; i < CALLS; i++) {
    const { contact_id, number } = random.pick(reachable)
    const contact = people.contacts[contact_id - 1]
    if (contact === undefined) continue
    records.push(
      makeCall(random, {
        at: workingTime(random, now),
        direction: random.chance(0.62) ? 'inbound' : 'outbound',
        number,
        agent: random.chance(0.7)
          ? (contact.responsible ?? '100')
          : random.pick(['100', '101', '102']),
        // Some calls of a shared number were never given to one of its owners.
        contact:
          (owners.get(number) ?? 0) > 1 && random.chance(0.3)
            ? null
            : { id: String(contact_id), name: contact.name },
      }),
    )
  }
  const anna = {
    number: people.numbers[0]?.number ?? '',
    agent: '100',
    contact: { id: '1', name: 'Anna de Jong' },
  }
  const yesterday = startOfDay(now) - DAY
  for (const [at, direction, outcome] of [
    [yesterday + 16.2 * HOUR, 'inbound', 'missed'],
    [weekdayBefore(yesterday - 3 * DAY) + 10.4 * HOUR, 'outbound', 'completed'],
    [weekdayBefore(yesterday - 12 * DAY) + 9.1 * HOUR, 'inbound', 'completed'],
    [weekdayBefore(yesterday - 26 * DAY) + 14.6 * HOUR, 'inbound', 'voicemail'],
  ] as const)
    records.push(makeCall(random, { ...anna, at: Math.round(at), direction }, outcome))
  // Two of five callers had looked at a site that says from where they came.
  for (const [i, record] of records.entries()) {
    const campaign = CAMPAIGNS[Math.floor(((i * 7) % 20) / 2)]
    if (record.direction === 'inbound' && campaign) record.tracking = campaign
  }
  const calls = records.map(record => callRow(record, record.contact && Number(record.contact.id)))
  for (const rows of chunks(calls)) await data.db.insertInto('calls').values(rows).execute()

  const tasks = Array.from({ length: TASKS }, () => makeTask(random, people, now))
  tasks.push({
    title: 'Call back Anna de Jong',
    kind: 'callback',
    // Ten o'clock in winter.
    due_at: nextWorkday(now) + 9 * HOUR,
    done_at: null,
    contact_id: 1,
    agent: '100',
    number: anna.number,
    call_id: null,
    created_at: now,
  })
  await data.db.insertInto('tasks').values(tasks).execute()
}

function makeTask(random: Random, people: People, now: number): Insertable<TasksTable> {
  const contact = random.pick(people.contacts)
  const day = weekdayBefore(startOfDay(now) + random.between(-4, 9) * DAY)
  const due_at = day + random.between(8, 15) * HOUR
  return {
    title: random.pick(TITLES),
    kind: 'task',
    due_at,
    done_at: due_at < now && random.chance(0.7) ? due_at - HOUR : null,
    contact_id: contact.id,
    agent: contact.responsible ?? '100',
    number: '',
    call_id: null,
    created_at: Math.min(now, due_at) - DAY,
  }
}

interface Wish {
  at: number
  direction: 'inbound' | 'outbound'
  number: string
  agent: string
  contact: { id: string; name: string } | null
}

function makeCall(random: Random, wish: Wish, wanted?: Outcome): CallRecord {
  const inbound = wish.direction === 'inbound'
  const outcome = wanted ?? random.pick(inbound ? INBOUND : OUTBOUND)
  const talked = outcome === 'completed'
  const ring = talked ? random.between(2, 14) : random.between(9, 28)
  const talk = talked || outcome === 'voicemail' ? random.between(14, talked ? 620 : 48) : 0
  const recorded = outcome === 'voicemail' || (talked && random.chance(0.4))
  const line = wish.number.startsWith('+44') ? LINES.export : LINES.sales
  return {
    callId: `${inbound ? 'in' : 'out'}_${random.hex(40)}`,
    provider: 'zadarma',
    direction: wish.direction,
    from: inbound ? wish.number : wish.agent,
    to: inbound ? line : wish.number,
    line,
    agent: wish.agent,
    offeredAt: wish.at,
    answeredAt: talked ? wish.at + ring * 1000 : null,
    endedAt: wish.at + (ring + talk) * 1000,
    ringSeconds: ring,
    talkSeconds: talk,
    outcome,
    contact: wish.contact,
    recordingUrl: recorded ? `/sample-recordings/${talk}.wav` : '',
    note: talked && random.chance(0.3) ? random.pick(NOTES) : '',
    tracking: {},
  }
}

/** A moment on a weekday in office hours, before now. */
function workingTime(random: Random, now: number): number {
  for (;;) {
    const day = weekdayBefore(startOfDay(now) - random.between(0, DAYS) * DAY)
    const at = day + Math.round((7.5 + random.next() * 9) * HOUR)
    if (at < now - HOUR) return at
  }
}

/** The day itself, or the Friday before it. */
function weekdayBefore(day: number): number {
  const weekday = new Date(day).getUTCDay()
  return weekday === 0 ? day - 2 * DAY : weekday === 6 ? day - DAY : day
}

function startOfDay(at: number): number {
  return Math.floor(at / DAY) * DAY
}

function nextWorkday(now: number): number {
  const tomorrow = startOfDay(now) + DAY
  const weekday = new Date(tomorrow).getUTCDay()
  return weekday === 0 ? tomorrow + DAY : weekday === 6 ? tomorrow + 2 * DAY : tomorrow
}
