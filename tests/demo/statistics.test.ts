import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { parse } from 'csv-parse/sync'
import { startOfDay } from '../../demo-host/crm/statistics/local-time.js'
import { crmServer, record } from './crm-server.js'

const ZONE = 'Europe/Amsterdam'
const crm = await crmServer()
after(() => crm.close())

/** Stores a call that began at a moment on the customer's wall clock. */
async function call(at: string, facts: Parameters<typeof record>[0] = {}): Promise<void> {
  const { ring = 4, talk = 0, ...rest } = facts as typeof facts & { ring?: number; talk?: number }
  const offeredAt = Date.parse(at)
  const answered = talk > 0
  await crm.json(`/api/calls/c${++stored}`, 'PUT', {
    ...record({
      callId: `c${stored}`,
      offeredAt,
      answeredAt: answered ? offeredAt + ring * 1000 : null,
      endedAt: offeredAt + (ring + talk) * 1000,
      ringSeconds: ring,
      talkSeconds: talk,
      outcome: answered ? 'completed' : 'missed',
      ...rest,
    }),
  })
}
let stored = 0
const talked = (ring: number, talk: number, facts = {}) => ({ ring, talk, ...facts }) as object

async function csv(id: string, query: string): Promise<Record<string, string>[]> {
  const response = await crm.send(`/calls/statistics/${id}.csv?${query}`)
  assert.equal(response.status, 200)
  assert.match(response.headers.get('content-type') ?? '', /^text\/csv/)
  return parse(await response.text(), { bom: true, columns: true })
}

before(async () => {
  // Years before what the demo's own calls reach, in the night when clocks go back: 02:30 comes twice.
  await call('2019-10-27T00:30:00Z', talked(3, 60))
  await call('2019-10-27T01:30:00Z', talked(12, 30))
  await call('2019-10-27T22:59:59Z')
  await call('2019-10-27T23:00:00Z', talked(61, 5))
  // Clocks go forward: there is no 02:30.
  await call('2019-03-31T00:59:00Z')
  await call('2019-03-31T01:01:00Z')
  // Others do not belong to customers, or have not ended.
  await call('2019-10-27T10:00:00Z', { direction: 'internal' })
  await call('2019-10-27T10:00:00Z', { endedAt: null, outcome: null })
  await call('2019-10-28T10:00:00Z', talked(1, 100, { direction: 'outbound', agent: '101' }))
})

const NIGHT = 'from=2019-10-27&to=2019-10-28'

test('a call belongs to the day and the hour of the wall, in both nights of the year', async () => {
  assert.deepEqual(await csv('days', NIGHT), [
    { Day: '2019-10-27', Answered: '2', Missed: '1', Outgoing: '0' },
    { Day: '2019-10-28', Answered: '1', Missed: '0', Outgoing: '1' },
  ])
  const hours = await csv('hours', NIGHT)
  assert.equal(hours.length, 24)
  const filled = hours.filter(({ Hour, ...ways }) => Object.values(ways).some(way => way !== '0'))
  assert.deepEqual(filled, [
    { Hour: '00:00', Answered: '1', Missed: '0', Outgoing: '0' },
    { Hour: '02:00', Answered: '2', Missed: '0', Outgoing: '0' },
    { Hour: '11:00', Answered: '0', Missed: '0', Outgoing: '1' },
    { Hour: '23:00', Answered: '0', Missed: '1', Outgoing: '0' },
  ])
  const spring = await csv('hours', 'from=2019-03-31&to=2019-03-31')
  assert.deepEqual(
    spring.filter(({ Missed }) => Missed !== '0').map(({ Hour }) => Hour),
    ['01:00', '03:00'],
  )
})

test('how long it rang, in classes that leave nobody out', async () => {
  const rows = await csv('time-to-answer', NIGHT)
  assert.deepEqual(
    rows.filter(({ Answered }) => Answered !== '0').map(({ Rang, Answered }) => [Rang, Answered]),
    [
      ['0–5 s', '1'],
      ['10–15 s', '1'],
      ['60 s and more', '1'],
    ],
  )
  const page = await crm.page(`/calls/statistics?${NIGHT}`)
  assert.match(page, /Half were answered within 12 s, nine of ten within 61 s\./)
  assert.match(page, /75 % of 4 incoming calls were answered\./)
})

test('who talked how long, and one agent alone', async () => {
  const all = await csv('agents', NIGHT)
  assert.deepEqual(
    all.map(row => [row['Talk time, s'], row.Incoming, row.Outgoing, row['A call, s']]),
    [
      ['100', '0', '1', '100'],
      ['95', '3', '0', '32'],
    ],
  )
  const one = await csv('agents', `${NIGHT}&agent=101`)
  assert.equal(one.length, 1)
  assert.equal(one[0]?.['Talk time, s'], '100')
})

test('a source is text: no formula in a file, no markup in the page', async () => {
  const hostile = [
    '=cmd|calc!A0',
    '+1+1',
    '-2+3',
    '@SUM(A1)',
    '\t=1+1',
    '\n=1+1',
    '<img src=x onerror=alert(1)>',
    'a"b,c',
    '\u202Egnp.exe',
  ]
  for (const utm_source of hostile)
    await call('2018-05-02T10:00:00Z', talked(1, 1, { tracking: { utm_source } }))
  await call('2018-05-02T10:00:00Z', { tracking: { utm_source: 'x', utm_campaign: 'spring' } })
  const day = 'from=2018-05-02&to=2018-05-02'
  const raw = await (await crm.send(`/calls/statistics/sources.csv?${day}`)).text()
  const names = parse(raw, { bom: true, from_line: 2 }).map(([name]) => name as string)
  assert.deepEqual(
    new Set(names),
    new Set([
      "'=cmd|calc!A0",
      "'+1+1",
      "'-2+3",
      "'@SUM(A1)",
      "'=1+1",
      '<img src=x onerror=alert(1)>',
      'a"b,c',
      '\u202Egnp.exe',
      'x · spring',
    ]),
  )
  for (const name of names) assert.doesNotMatch(name, /^[=+\-@\t\r\n]/)
  const page = await crm.page(`/calls/statistics?${day}`)
  assert.doesNotMatch(page, /<img/)
  assert.match(page, /<bdi>\u202Egnp\.exe<\/bdi>/)
})

test('days that are none are told, and the usual ones shown', async () => {
  for (const [query, problem] of [
    ['from=2019-02-30', 'A day is written as 2026-03-29.'],
    ['from=x', 'A day is written as 2026-03-29.'],
    ['from=2019-10-28&to=2019-10-27', 'The first day is behind the last.'],
    ['from=2019-01-01&to=2020-01-02', 'At most 366 days at once.'],
  ]) {
    const response = await crm.send(`/calls/statistics?${query}`)
    assert.equal(response.status, 422, query)
    assert.ok((await response.text()).includes(problem as string), query)
    assert.equal((await crm.send(`/calls/statistics/days.csv?${query}`)).status, 422)
  }
  assert.equal((await crm.send('/calls/statistics/nothing.csv')).status, 404)
})

test('the figures are those that the database itself counts', async () => {
  const rows = await csv('days', '')
  const from = startOfDay(rows[0]?.Day as string, ZONE)
  const counted = await crm.data.db
    .selectFrom('calls')
    .select(['direction', 'outcome', eb => eb.fn.countAll<number>().as('calls')])
    .where('offered_at', '>=', from)
    .where('ended_at', 'is not', null)
    .groupBy(['direction', 'outcome'])
    .execute()
  const sum = (way: string) => rows.reduce((total, row) => total + Number(row[way]), 0)
  const count = (direction: string, completed?: boolean) =>
    counted
      .filter(row => row.direction === direction)
      .filter(row => completed === undefined || (row.outcome === 'completed') === completed)
      .reduce((total, row) => total + Number(row.calls), 0)
  assert.ok(count('inbound', true) > 50)
  assert.equal(sum('Answered'), count('inbound', true))
  assert.equal(sum('Missed'), count('inbound', false))
  assert.equal(sum('Outgoing'), count('outbound'))
})
