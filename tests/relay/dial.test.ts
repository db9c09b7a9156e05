import assert from 'node:assert/strict'
import test, { after, before, beforeEach } from 'node:test'
import { RelayUnderTest, readAnswer } from './support/relay-under-test.js'
import * as zadarma from './support/zadarma-notice.js'

let relay: RelayUnderTest
let now = Date.UTC(2026, 0, 2, 10)
before(async () => {
  relay = await RelayUnderTest.open({ options: { now: () => now } })
})
after(() => relay.close())
beforeEach(() => {
  // Beyond the window of a double click, and of a click that waits for its call.
  now += 10 * 60_000
  relay.zadarma.mood = 'well'
  relay.zadarma.callbacks.length = 0
})

const callIdOf = (answer: { text: string }): string => JSON.parse(answer.text).callId

test('a click rings through Zadarma, signed, and its events come back under our id', async () => {
  const stream = await relay.stream('101')
  const contact = { id: '7', name: 'Anna de Jong' }
  const answer = await relay.command('101', '/calls', { to: '06-12345678', contact })
  assert.equal(answer.status, 202, answer.text)
  const callId = callIdOf(answer)
  assert.match(callId, /^dk_[0-9a-f]{32}$/)
  assert.deepEqual(relay.zadarma.callbacks, [{ from: '101', to: '31612345678' }])
  assert.equal(relay.zadarma.refused, 0)

  const pbxId = zadarma.pbxCallId(1, 'out')
  now += 3000
  await relay.tell(zadarma.outgoing(pbxId, '101', '31612345678'))
  await relay.tell(zadarma.answers(pbxId, '101', { destination: '31612345678', caller_id: '101' }))
  await relay.tell(zadarma.outgoingEnds(pbxId, '101', '31612345678'))
  await stream.until(({ told }) => told.includes('ended@101'))
  const types = stream.events.map(({ data }) => data.type)
  assert.deepEqual(types, ['dialing', 'identified', 'dialing', 'answered', 'ended'])
  for (const { data } of stream.events) {
    assert.equal(data.callId, callId)
    assert.ok(data.id.includes(callId) && !data.id.includes(pbxId), data.id)
  }
  const ids = stream.events.map(({ data }) => data.id)
  assert.equal(new Set(ids).size, ids.length)
  const record = await relay.record(callId)
  assert.equal(record.direction, 'outbound')
  assert.equal(record.to, '+31612345678')
  assert.equal(record.contact?.id, '7')
  assert.equal(record.talkSeconds, 7)
  assert.equal(relay.crm.records.has(pbxId), false)
  // A repeat after all that is still known.
  const before = relay.count('events')
  await relay.tell(zadarma.outgoing(pbxId, '101', '31612345678'))
  assert.equal(relay.count('events'), before)
  stream.close()
})

test('webhooks that are faster than the API’s answer belong to the call too', async () => {
  const pbxId = zadarma.pbxCallId(2, 'out')
  relay.zadarma.beforeAnswer = async (from, to) => {
    await relay.tell(zadarma.outgoing(pbxId, from, to))
  }
  const callId = callIdOf(await relay.command('102', '/calls', { to: '+31612345678' }))
  relay.zadarma.beforeAnswer = async () => {}
  const [alias] = relay.rows<{ call_id: string }>(
    'select call_id from call_aliases where provider_call_id = ?',
    pbxId,
  )
  assert.equal(alias?.call_id, callId)
})

test('a call that was not clicked here, or by another, stays its own', async () => {
  const callId = callIdOf(await relay.command('101', '/calls', { to: '+31612345678' }))
  const others = [
    zadarma.outgoing(zadarma.pbxCallId(3, 'out'), '102', '31612345678'),
    zadarma.outgoing(zadarma.pbxCallId(4, 'out'), '101', '31687654321'),
    zadarma.start(zadarma.pbxCallId(5), { caller_id: '31612345678' }),
  ]
  for (const notice of others) {
    await relay.tell(notice)
    const id = notice.pbx_call_id ?? ''
    assert.equal(relay.rows('select 1 from events where call_id = ?', id).length, 1)
  }
  const mine = zadarma.outgoing(zadarma.pbxCallId(6, 'out'), '101', '31612345678')
  await relay.tell(mine)
  assert.equal(relay.rows('select 1 from events where call_id = ?', callId).length, 2)
  // The click is taken: a second call to the same number is another call.
  const second = zadarma.outgoing(zadarma.pbxCallId(7, 'out'), '101', '31612345678')
  await relay.tell(second)
  assert.equal(relay.rows('select 1 from events where call_id = ?', callId).length, 2)
})

test('a provider’s id that looks like ours does not lead into our call', async () => {
  const callId = callIdOf(await relay.command('101', '/calls', { to: '+31612345678' }))
  await relay.tell(zadarma.ends(callId))
  assert.equal(relay.rows('select 1 from events where call_id = ?', callId).length, 1)
})

test('a double click is one call; two agents or two numbers are two', async () => {
  const dial = (agent: string, to: string) => relay.command(agent, '/calls', { to })
  const [a, b] = await Promise.all([dial('101', '0612345678'), dial('101', '+31 6 12345678')])
  assert.deepEqual([a.status, b.status], [202, 202])
  assert.equal(callIdOf(a), callIdOf(b))
  assert.equal(relay.zadarma.callbacks.length, 1)
  const other = await dial('102', '0612345678')
  assert.notEqual(callIdOf(other), callIdOf(a))
  now += 2000
  assert.notEqual(callIdOf(await dial('101', '0612345678')), callIdOf(a))
  assert.notEqual(callIdOf(await dial('101', '0687654321')), callIdOf(a))
  assert.equal(relay.zadarma.callbacks.length, 4)
})

test('what is no number is refused before anything rings', async () => {
  // Not all events: earlier clicks end by themselves when the tests take their time.
  const dialled = () => relay.rows("select 1 from events where id like 'deskbell/dialing/%'").length
  const before = dialled()
  const numbers = [
    '*#06#',
    '*21*0612345678#',
    '0612345678#1',
    '12',
    'anna',
    '+',
    '061234567',
    '112',
  ]
  for (const to of numbers) {
    const answer = await relay.command('101', '/calls', { to })
    assert.deepEqual([answer.status, answer.code], [400, 'invalid_number'], to)
  }
  const bodies: unknown[] = [
    null,
    [],
    {},
    { to: '' },
    { to: 31612345678 },
    { to: ['0612345678'] },
    { to: '0'.repeat(65) },
    { to: '0612345678', from: '102' },
    { to: '0612345678', contact: {} },
  ]
  for (const body of bodies) {
    const answer = await relay.command('101', '/calls', body)
    assert.deepEqual([answer.status, answer.code], [400, 'bad_payload'], JSON.stringify(body))
  }
  const request = { method: 'POST', body: '{"to":"0612345678"}' }
  assert.equal((await readAnswer(await fetch(`${relay.base}/calls`, request))).status, 401)
  assert.equal(dialled(), before)
  assert.equal(relay.zadarma.callbacks.length, 0)
})

test('when Zadarma refuses or is away, the agent is told and the call ends as failed', async () => {
  const expected = [
    ['refuses', 'provider_refused'],
    ['talks nonsense', 'provider_refused'],
    ['hangs up', 'unreachable'],
    ['redirects', 'unreachable'],
  ] as const
  const stream = await relay.stream('103')
  for (const [mood, code] of expected) {
    relay.zadarma.mood = mood
    now += 10_000
    const ended = stream.told.filter(each => each === 'ended@103').length
    const answer = await relay.command('103', '/calls', { to: '0612345678' })
    assert.deepEqual([answer.status, answer.code], [502, code], mood)
    await stream.until(({ told }) => told.filter(each => each === 'ended@103').length > ended)
    const last = stream.events.at(-1)?.data
    assert.equal(last?.outcome, 'failed')
    assert.equal((await relay.record(last?.callId ?? '')).outcome, 'failed')
  }
  // Such a click waits for no call any more.
  const pbxId = zadarma.pbxCallId(8, 'out')
  await relay.tell(zadarma.outgoing(pbxId, '103', '31612345678'))
  assert.equal(relay.rows('select 1 from events where call_id = ?', pbxId).length, 1)
  stream.close()
})
