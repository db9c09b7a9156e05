import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Call } from '../../js-shim/src/types.js'
import { RelayUnderTest, theEngine } from './support/relay-under-test.js'
import type { StreamClient } from './support/stream-client.js'
import * as zadarma from './support/zadarma-notice.js'

let relay: RelayUnderTest
let number = 0
const nextId = () => zadarma.pbxCallId(++number)
before(async () => {
  relay = await RelayUnderTest.open()
})
after(() => relay.close())

/** Streams of agents 101, 102 and 103, closed after the test. */
async function three(run: (...streams: StreamClient[]) => Promise<void>): Promise<void> {
  const streams = await Promise.all(['101', '102', '103'].map(agent => relay.stream(agent)))
  try {
    await run(...streams)
  } finally {
    for (const stream of streams) stream.close()
  }
}

const about = (stream: StreamClient | undefined, id: string) =>
  (stream?.events ?? [])
    .filter(({ data }) => data.callId === id)
    .map(({ data }) => `${data.type}@${data.agent}`)

/** Tells a last call that everybody sees, so that what was not told by then will not be. */
async function settle(...streams: StreamClient[]): Promise<void> {
  const last = nextId()
  await relay.tell(zadarma.ends(last, { disposition: 'no answer' }))
  for (const each of streams) await each.until(stream => about(stream, last).length > 0)
}

test('agent 101 never sees a call of agent 102', async () => {
  await three(async (a, b, c) => {
    const id = nextId()
    await relay.tell(
      zadarma.start(id),
      zadarma.rings(id, '102'),
      zadarma.answers(id, '102'),
      zadarma.ends(id, { internal: '102' }),
      zadarma.records(id, '1.2'),
    )
    await settle(a, b, c)
    const all = ['offered@', 'ringing@102', 'answered@102', 'ended@102', 'recorded@']
    assert.deepEqual(about(b, id), all)
    assert.deepEqual(about(a, id), [])
    assert.deepEqual(about(c, id), [])
  })
  const id = nextId()
  await relay.tell(zadarma.start(id), zadarma.rings(id, '102'))
  const late = await relay.stream('101')
  assert.ok(late.messages[0]?.data.calls.every(call => call.callId !== id))
  const replayed = await relay.stream('101', '0')
  await sleep(50)
  assert.ok(!replayed.told.includes('ringing@102'))
  late.close()
  replayed.close()
})

test('whoever joins later is told first what was before, and the cursor does not jump', async () => {
  await three(async (a, b, c) => {
    const id = nextId()
    await relay.tell(zadarma.start(id), zadarma.rings(id, '101'), zadarma.rings(id, '102'))
    await settle(a, b, c)
    assert.deepEqual(about(a, id), ['offered@', 'ringing@101', 'ringing@102'])
    assert.deepEqual(about(b, id), ['offered@', 'ringing@101', 'ringing@102'])
    assert.deepEqual(about(c, id), [])
    const ids = b?.events.filter(({ data }) => data.callId === id).map(message => message.id)
    assert.deepEqual(ids?.slice(0, 2), [undefined, undefined])
    assert.match(ids?.[2] ?? '', /^\d+$/)
    const start = b?.events.find(({ data }) => data.type === 'offered')?.data
    assert.equal(start?.line, '+442037691881')
    assert.equal(start?.startedAt, zadarma.startedAt(id))
    await relay.tell(zadarma.answers(id, '102'))
    await settle(a, b, c)
    assert.ok(about(a, id).includes('answered@102'), 'the telephone of 101 has to fall silent')
  })
})

test('it is the same when the page was away and resumes', async () => {
  const first = await relay.stream('102')
  first.close()
  const id = nextId()
  await relay.tell(zadarma.start(id), zadarma.rings(id, '101'), zadarma.rings(id, '102'))
  await relay.tell(zadarma.answers(id, '102'))
  const second = await relay.stream('102', first.cursor)
  await second.until(({ told }) => told.includes('answered@102'))
  assert.deepEqual(about(second, id), ['offered@', 'ringing@101', 'ringing@102', 'answered@102'])
  const cursors = second.events.map(message => message.id)
  assert.deepEqual(cursors.slice(0, 2), [undefined, undefined])
  second.close()
})

test('a telephone that rings without a name rings everywhere, and all are told the end', async () => {
  await three(async (a, b, c) => {
    const id = nextId()
    const { internal: _, ...anywhere } = zadarma.rings(id, '')
    await relay.tell(zadarma.start(id), anywhere)
    await relay.tell(zadarma.answers(id, '103'), zadarma.ends(id, { internal: '103' }))
    await settle(a, b, c)
    for (const each of [a, b, c]) {
      assert.deepEqual(about(each, id), ['offered@', 'ringing@', 'answered@103', 'ended@103'])
    }
  })
})

test('a call that reached nobody is told to everybody', async () => {
  await three(async (a, b, c) => {
    const id = nextId()
    await relay.tell(zadarma.start(id), zadarma.ends(id, { disposition: 'cancel', duration: '0' }))
    await settle(a, b, c)
    for (const each of [a, b, c]) assert.deepEqual(about(each, id), ['offered@', 'ended@'])
  })
})

test('what a page makes of its stream is what the relay has, in every order of events', async () => {
  const engine = await theEngine()
  const stream = await relay.stream('101')
  const orders = [
    [0, 1, 2, 3, 4],
    [4, 3, 2, 1, 0],
    [1, 0, 3, 2, 4],
    [3, 0, 1, 4, 2],
    [2, 4, 0, 1, 3],
  ]
  for (const order of orders) {
    const id = nextId()
    const notices = [
      zadarma.start(id),
      zadarma.rings(id, '101'),
      zadarma.answers(id, '101'),
      zadarma.ends(id, { internal: '101' }),
      zadarma.records(id, '1.2'),
    ]
    for (const index of order) await relay.tell(notices[index] as zadarma.Fields)
    await stream.until(client => about(client, id).length >= 5)
    let call: Call | null = null
    for (const { data } of stream.events.filter(message => message.data.callId === id)) {
      call = engine.step(call, data, { now: data.at, agent: '101' }).call
    }
    const [row] = relay.rows<{ body: string }>('select body from calls where call_id = ?', id)
    assert.deepEqual(call, JSON.parse(row?.body ?? 'null'), String(order))
    assert.equal(call?.state, 'ended')
  }
  stream.close()
})
