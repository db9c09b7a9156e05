import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { RelayAccess } from '../../js-shim/src/line/relay-access.js'
import { RelayLine } from '../../js-shim/src/line/relay-line.js'
import { RelayUnderTest } from '../relay/support/relay-under-test.js'
import * as zadarma from '../relay/support/zadarma-notice.js'
import { listening, until } from './listening.js'

let relay: RelayUnderTest
before(async () => {
  relay = await RelayUnderTest.open()
})
after(() => relay.close())

const anna = { id: '7', name: 'Anna de Jong', company: 'Bakkerij Zonneveld' }

/** An agent's page, as far as its line goes. */
async function openLine(extension: string, firstToken?: string) {
  const renewed = { count: 0 }
  const token = firstToken ?? (await relay.token(extension))
  const access = new RelayAccess({ relay: relay.base, token }, async () => {
    renewed.count += 1
    return { relay: relay.base, token: await relay.token(extension) }
  })
  const line = new RelayLine(access)
  const heard = listening()
  line.open(heard.sink)
  await until('a snapshot', () => heard.snapshots.length === 1)
  return { line, renewed, ...heard }
}

const types = (events: { type: string }[]) => events.map(({ type }) => type)

test('real relay: an incoming call arrives as events, and in the snapshot of a page that opens later', async () => {
  const first = await openLine('101')
  const id = zadarma.pbxCallId(1)
  await relay.tell(zadarma.start(id), zadarma.rings(id, '101'), zadarma.answers(id, '101'))
  await until('the answer', () => types(first.events).includes('answered'))
  assert.ok(first.events.every(({ callId, from }) => callId === id && from === '+442037691880'))
  assert.ok(types(first.events).includes('ringing'))

  const second = await openLine('101')
  const [call] = second.snapshots[0] ?? []
  assert.equal(call?.callId, id)
  assert.equal(call?.state, 'answered')
  assert.equal(call?.agent, '101')
  assert.ok(Object.keys(call?.facts ?? {}).length > 0, 'the engine can go on from it')
  await relay.tell(zadarma.ends(id, { internal: '101' }))
  for (const { events } of [first, second]) {
    await until('the end', () => types(events).at(-1) === 'ended')
  }
  const third = await openLine('101')
  assert.deepEqual(third.snapshots, [[]])
  for (const { line } of [first, second, third]) line.close()
})

test('real relay: dialling asks the telephone system once, and the call comes back by its id', async () => {
  const { line, events } = await openLine('102')
  const { callId } = await line.dial('+31612345678', anna)
  await until('dialing and who it is', () => events.length >= 2)
  assert.deepEqual(types(events).slice(0, 2), ['dialing', 'identified'])
  assert.ok(events.every(event => event.callId === callId))
  assert.equal(events[0]?.to, '+31612345678')
  assert.deepEqual(events[1]?.contact, anna)
  assert.deepEqual(relay.zadarma.callbacks, [{ from: '102', to: '31612345678' }])
  line.close()
})

test('real relay: a refusal has its code, and the call ends', async () => {
  const { line, events } = await openLine('103')
  relay.zadarma.mood = 'refuses'
  await assert.rejects(line.dial('+31201234567'), { code: 'provider_refused' })
  relay.zadarma.mood = 'well'
  await until('the end', () => types(events).at(-1) === 'ended')
  await assert.rejects(line.dial('12'), { code: 'invalid_number' })
  line.close()
})

test('real relay: who one agent says it is reaches the other whose telephone rings', async () => {
  const a = await openLine('104')
  const b = await openLine('105')
  const id = zadarma.pbxCallId(2)
  await relay.tell(zadarma.rings(id, '104'), zadarma.rings(id, '105'))
  await until('the ringing', () => a.events.length > 0 && b.events.length > 0)
  await a.line.identify(id, anna)
  await until('the name', () => types(b.events).includes('identified'))
  assert.deepEqual(b.events.at(-1)?.contact, anna)
  await assert.rejects(a.line.identify('no such call', anna), { code: 'no_such_call' })
  a.line.close()
  b.line.close()
})

test('real relay: a caller that an agent refuses stands on the blacklist', async () => {
  const { line, events } = await openLine('104')
  const id = zadarma.pbxCallId(44)
  await relay.tell(zadarma.start(id), zadarma.rings(id, '104'))
  await until('the ring', () => types(events).includes('ringing'))
  assert.ok(line.actions.has('block'))
  await line.act(id, { type: 'block' })
  await assert.rejects(line.act('none', { type: 'block' }), { code: 'no_such_call' })
  await assert.rejects(line.act(id, { type: 'hold' }), { code: 'not_supported' })
  line.close()
})

test('real relay: an expired token is renewed, for the stream and for a request', async () => {
  const expired = await relay.token('106', -60)
  const { line, renewed, statuses } = await openLine('106', expired)
  assert.equal(renewed.count, 1)
  assert.equal(statuses.at(-1), 'online')
  line.close()
  const access = new RelayAccess({ relay: relay.base, token: expired }, async () => ({
    relay: relay.base,
    token: await relay.token('106'),
  }))
  const closed = new AbortController()
  const answer = await access.post('/calls', { to: '+31612345678' }, closed.signal)
  assert.ok((answer as { callId: string }).callId)
})
