// What a signature is worth: it names the numbers and the second in which a call began, not the call.
import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { RelayUnderTest } from './support/relay-under-test.js'
import * as zadarma from './support/zadarma-notice.js'

let relay: RelayUnderTest
let now = Date.UTC(2026, 0, 2, 12)
before(async () => {
  relay = await RelayUnderTest.open({ options: { now: () => now } })
})
after(() => relay.close())

test('one number calls one line twice within a second: the second call is refused, visibly', async () => {
  const [first, second] = [zadarma.pbxCallId(1), zadarma.pbxCallId(2)]
  const { call_start } = zadarma.start(first)
  assert.ok(call_start)
  await relay.tell(zadarma.start(first))
  const refused = await relay.notify(zadarma.start(second, { call_start }))
  assert.deepEqual([refused.status, refused.code], [401, 'unauthorized'])
  assert.ok(!refused.text.includes(first), 'the answer does not name the other call')
  assert.deepEqual(
    relay.rows<{ call_id: string }>('select call_id from calls').map(row => row.call_id),
    [first],
  )
  const replay = relay
    .rows<{ body: string }>('select body from deliveries where call_id = ?', first)
    .map(row => JSON.parse(row.body))
  const kept = replay.find(delivery => delivery.refused)
  assert.equal(kept?.refused.code, 'unauthorized')
  assert.ok(kept.webhook.request.body.includes(second), 'the replay shows what was claimed')
  // A second later it is a call like any other.
  await relay.tell(zadarma.start(second))
})

test('callers who withhold their number sign alike: a few of them are believed, for a minute', async () => {
  const call_start = zadarma.localTime(Date.UTC(2026, 0, 2, 12))
  const anonymous = { caller_id: 'anonymous', call_start }
  const send = async (number: number) =>
    (await relay.notify(zadarma.start(zadarma.pbxCallId(number), anonymous))).status
  for (let number = 10; number < 18; number++) assert.equal(await send(number), 200)
  assert.equal(await send(18), 401, 'a ninth in one second')
  now += 61_000
  assert.equal(await send(19), 401)
  assert.equal(await send(17), 200, 'a repeat')
  const end = zadarma.ends(zadarma.pbxCallId(17), { ...anonymous, disposition: 'cancel' })
  assert.equal((await relay.notify(end)).status, 200, 'each of them goes on')
})

test('a call of which more is told than of any true one hears no more', async () => {
  const id = zadarma.pbxCallId(30)
  await relay.tell(zadarma.start(id))
  await relay.database.run(
    `insert into events (tenant, id, call_id, body)
     with recursive n(i) as (select 1 union all select i + 1 from n where i < 398)
     select 'default', 'test/' || i, '${id}', '{}' from n`,
  )
  await relay.tell(zadarma.rings(id, '399'))
  assert.equal((await relay.notify(zadarma.rings(id, '400'))).status, 413)
  assert.equal((await relay.notify(zadarma.rings(id, '399'))).status, 200, 'a repeat')
})
