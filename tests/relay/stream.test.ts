import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { SignJWT } from 'jose'
import { RelayUnderTest, readAnswer, TOKEN_SECRET } from './support/relay-under-test.js'
import { StreamClient } from './support/stream-client.js'
import * as zadarma from './support/zadarma-notice.js'

let relay: RelayUnderTest
let number = 0
const nextId = () => zadarma.pbxCallId(++number)
before(async () => {
  relay = await RelayUnderTest.open()
})
after(() => relay.close())

test('a new reader gets its live calls, then each event with a growing cursor', async () => {
  const [id, gone] = [nextId(), nextId()]
  await relay.tell(zadarma.start(id), zadarma.rings(id, '101'))
  await relay.tell(zadarma.start(gone), zadarma.rings(gone, '101'), zadarma.ends(gone))
  const stream = await relay.stream('101')
  const [snapshot] = stream.messages
  assert.equal(snapshot?.event, 'snapshot')
  assert.deepEqual(
    snapshot.data.calls.map(call => [call.callId, call.state, call.line]),
    [[id, 'ringing', '+442037691881']],
  )
  await relay.tell(zadarma.answers(id, '101'), zadarma.ends(id, { internal: '101' }))
  await stream.until(({ told }) => told.length === 2)
  assert.deepEqual(stream.told, ['answered@101', 'ended@101'])
  const ids = stream.messages.map(message => Number(message.id))
  assert.deepEqual(
    ids,
    [...ids].sort((a, b) => a - b),
  )
  assert.ok(stream.events.every(({ data }) => data.callId === id && data.raw?.pbx_call_id === id))
  assert.match(stream.response.headers['content-type'] ?? '', /^text\/event-stream/)
  stream.close()
})

test('a cursor brings exactly what was missed, in order, then what comes', async () => {
  const id = nextId()
  await relay.tell(zadarma.start(id), zadarma.rings(id, '101'))
  const first = await relay.stream('101')
  await relay.tell(zadarma.rings(id, '102'))
  await first.until(({ told }) => told.includes('ringing@102'))
  first.close()
  const { cursor } = first
  await relay.tell(zadarma.answers(id, '102'), zadarma.rings(nextId(), '103'))
  const second = await relay.stream('101', cursor)
  await relay.tell(zadarma.ends(id, { internal: '102' }))
  await second.until(({ told }) => told.length === 2)
  assert.deepEqual(second.told, ['answered@102', 'ended@102'])
  assert.ok(second.messages.every(message => message.event === 'call_event'))
  assert.ok(Number(second.events[0]?.id) > Number(cursor))
  second.close()
})

test('resumption works over a restart of the server', async () => {
  const id = nextId()
  await relay.tell(zadarma.start(id), zadarma.rings(id, '101'))
  const first = await relay.stream('101')
  const { cursor } = first
  await relay.tell(zadarma.answers(id, '101'))
  await relay.restart()
  await first.until(({ ended }) => ended)
  const second = await relay.stream('101', cursor)
  await second.until(({ told }) => told.length === 1)
  assert.deepEqual(second.told, ['answered@101'])
  await relay.tell(zadarma.ends(id, { internal: '101' }))
  await second.until(({ told }) => told.length === 2)
  second.close()
})

test('a cursor that is unknown, far too new or rubbish gets a snapshot', async () => {
  const rubbish = ['', 'abc', '-1', '1.5', '1e3', '0x1', '999999999', '9'.repeat(40), '1,2', '1 2']
  for (const cursor of rubbish) {
    const stream = await relay.stream('101', cursor)
    await stream.until(({ messages }) => messages.length > 0)
    assert.equal(stream.messages[0]?.event, 'snapshot', cursor)
    stream.close()
  }
})

test('a cursor that is too far back gets a snapshot', async () => {
  const other = await RelayUnderTest.open()
  try {
    const id = zadarma.pbxCallId(1)
    await other.tell(zadarma.start(id), zadarma.rings(id, '101'))
    // Another tenant's count for nothing.
    const tellMany = (tenant: string) =>
      other.database.run(
        `insert into events (tenant, id, call_id, body)
         with recursive n(i) as (select 1 union all select i + 1 from n where i < 6000)
         select '${tenant}', 'many/' || i, 'many', '{}' from n`,
      )
    await tellMany('other')
    const begun = await other.stream('101', '2')
    assert.equal(begun.messages.length, 0)
    begun.close()
    await tellMany('default')
    await other.tell(zadarma.answers(id, '101'))
    const far = await other.stream('101', '2')
    assert.equal(far.messages[0]?.event, 'snapshot')
    assert.equal(far.messages[0]?.data.calls[0]?.state, 'answered')
    far.close()
    const near = await other.stream('101', '11000')
    await near.until(({ told }) => told.length === 1)
    assert.deepEqual(near.told, ['answered@101'])
    near.close()
  } finally {
    await other.close()
  }
})

test('nothing falls between snapshot and stream, whenever the reader comes', async () => {
  const ids = Array.from({ length: 60 }, nextId)
  const telling = (async () => {
    for (const id of ids) await relay.tell(zadarma.rings(id, '104'))
  })()
  const readers: StreamClient[] = []
  for (let i = 0; i < 12; i++) {
    readers.push(await StreamClient.open(relay.base, await relay.token('104')))
    await sleep(7)
  }
  await telling
  for (const reader of readers) {
    const inSnapshot = () =>
      reader.messages.flatMap(({ event, data }) =>
        event === 'snapshot' ? data.calls.map(call => call.callId) : [],
      )
    const asEvents = () =>
      reader.messages.flatMap(({ event, data }) => (event === 'snapshot' ? [] : [data.callId]))
    // What is stored while the snapshot is made may be in it and come as an event, too.
    const seen = () => new Set([...inSnapshot(), ...asEvents()])
    await reader.until(() => seen().size >= ids.length)
    await sleep(20)
    assert.deepEqual([...seen()], ids)
    assert.equal(new Set(asEvents()).size, asEvents().length)
    reader.close()
  }
})

test('many missed events are replayed whole, over several pages', async () => {
  const first = await relay.stream('105')
  first.close()
  const ids = Array.from({ length: 450 }, nextId)
  for (const id of ids) await relay.tell(zadarma.rings(id, '105'))
  const second = await relay.stream('105', first.cursor)
  await second.until(({ events }) => events.length >= ids.length)
  assert.deepEqual(
    second.events.map(({ data }) => data.callId),
    ids,
  )
  second.close()
})

test('without a good token there is no stream', async () => {
  const sign = (claims: Record<string, unknown>, secret = TOKEN_SECRET, alg = 'HS256') =>
    new SignJWT(claims).setProtectedHeader({ alg }).sign(new TextEncoder().encode(secret))
  const exp = Math.floor(Date.now() / 1000) + 60
  const aud = 'deskbell-relay'
  const good = await relay.token('101')
  const none = Buffer.from('{"alg":"none"}').toString('base64url')
  const tokens = {
    expired: await relay.token('101', -1),
    'another secret': await sign({ sub: '101', aud, exp }, `${TOKEN_SECRET}!`),
    'another algorithm': await sign({ sub: '101', aud, exp }, TOKEN_SECRET.repeat(2), 'HS512'),
    'no audience': await sign({ sub: '101', exp }),
    'no end': await sign({ sub: '101', aud }),
    'no extension': await sign({ aud, exp }),
    'the extension of everybody': await sign({ sub: '', aud, exp }),
    'an extension that is none': await sign({ sub: "1' or 1=1 --", aud, exp }),
    'a changed byte': good.slice(0, 40) + (good[40] === 'A' ? 'B' : 'A') + good.slice(41),
    unsigned: `${none}.${good.split('.')[1]}.`,
    rubbish: 'x',
    empty: '',
  }
  for (const [name, token] of Object.entries(tokens)) {
    const response = await fetch(`${relay.base}/stream`, {
      headers: { authorization: `Bearer ${token}` },
    })
    // The text of a stream that was let in would have no end.
    assert.equal(response.status, 401, name)
    assert.equal((await readAnswer(response)).code, 'unauthorized', name)
  }
  for (const url of [`${relay.base}/stream`, `${relay.base}/stream?token=${good}`]) {
    assert.equal((await fetch(url)).status, 401)
  }
})

test('closing the host’s server ends the streams', async () => {
  const stream = await relay.stream('101')
  const began = performance.now()
  await relay.restart()
  const took = performance.now() - began
  await stream.until(({ ended }) => ended)
  assert.ok(took < 10_000, `the server took ${took} ms to close`)
})
