import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { CallEvent } from '../../js-shim/src/types.js'
import { type Committed, EventIntake } from '../../relay/src/calls/event-intake.js'
import { OverdueCalls } from '../../relay/src/calls/overdue-calls.js'
import { findCall } from '../../relay/src/store/calls.js'
import { openDatabase } from '../../relay/src/store/database.js'
import { visibleEvents } from '../../relay/src/store/events.js'
import { GroupCommit } from '../../relay/src/store/group-commit.js'
import type { Database, Store } from '../../relay/src/store/schema.js'
import { tenantStore } from '../../relay/src/store/tenant-scope.js'
import { theEngine } from './support/relay-under-test.js'

const START = Date.UTC(2026, 0, 2, 10)
const TENANT = 'acme'
const HOUR = 60 * 60_000
let now = START
let database: Database
let store: Store
let intake: EventIntake
let overdue: OverdueCalls
const committed: Committed[] = []

before(async () => {
  const engine = await theEngine()
  database = await openDatabase(':memory:')
  store = tenantStore(database, TENANT)
  intake = new EventIntake(
    new GroupCommit(database).of(TENANT),
    engine,
    () => now,
    each => committed.push(each),
  )
  overdue = new OverdueCalls(
    database,
    engine,
    async tenant => (tenant === TENANT ? intake : null),
    () => now,
  )
})
after(async () => {
  overdue.close()
  await database.destroy()
})

const event = (callId: string, type: CallEvent['type'], agent = '101'): CallEvent => ({
  id: `zadarma/${type}/${callId}`,
  provider: 'zadarma',
  callId,
  type,
  at: now,
  direction: 'inbound',
  from: '+31612345678',
  to: '+31201234567',
  line: '+31201234567',
  agent,
})
const ends = () => committed.map(({ body }) => JSON.parse(body)).filter(e => e.type === 'ended')

test('a call whose end never came is ended after its time, once, for whoever sees its card', async () => {
  await intake.take([event('in_1', 'ringing')])
  now += HOUR - 1
  await overdue.endThem()
  assert.deepEqual(ends(), [])
  now += 1
  await overdue.endThem()
  await overdue.endThem()
  assert.deepEqual(
    ends().map(({ callId, outcome }) => [callId, outcome]),
    [['in_1', 'end_unknown']],
  )
  const told = await visibleEvents(store, '101', 0, 100)
  assert.ok(
    told.some(({ body }) => body.includes('end_unknown')),
    'the stream of 101 says so',
  )
  const call = await findCall(store, 'in_1')
  assert.deepEqual(
    [call?.state, call?.outcome, call?.endedAt, call?.talkSeconds],
    ['ended', 'end_unknown', null, null],
  )
})

test('a conversation may last twelve hours, and more calls than a page are looked at', async () => {
  await intake.take([event('in_2', 'ringing'), event('in_2', 'answered')])
  const many = Array.from({ length: 250 }, (_, i) => event(`in_many_${i}`, 'ringing'))
  await intake.take(many)
  now += 2 * HOUR
  await overdue.endThem()
  assert.equal(ends().length, 251)
  assert.equal((await findCall(store, 'in_2'))?.state, 'answered')
  now += 10 * HOUR
  await overdue.endThem()
  assert.equal((await findCall(store, 'in_2'))?.state, 'ended')
})

test('the real end, when it comes after all, replaces the guess', async () => {
  await intake.take([{ ...event('in_1', 'ended'), outcome: 'completed', talkSeconds: 30 }])
  const call = await findCall(store, 'in_1')
  assert.deepEqual([call?.outcome, call?.talkSeconds], ['completed', 30])
})
