import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { RelayUnderTest } from './support/relay-under-test.js'
import * as zadarma from './support/zadarma-notice.js'

let relay: RelayUnderTest
before(async () => {
  relay = await RelayUnderTest.open()
})
after(() => relay.close())

const anna = { id: '7', name: 'Anna de Jong', company: 'Bakkerij Zonneveld', url: '/contacts/7' }

test('the contact that one agent picked reaches all who see the call, and the record', async () => {
  const id = zadarma.pbxCallId(1)
  await relay.tell(zadarma.start(id), zadarma.rings(id, '101'), zadarma.rings(id, '102'))
  const [a, b, c] = await Promise.all(['101', '102', '103'].map(agent => relay.stream(agent)))
  const answer = await relay.command('101', `/calls/${id}/contact`, { contact: anna })
  assert.equal(answer.status, 202, answer.text)
  for (const stream of [a, b]) {
    await stream?.until(({ told }) => told.includes('identified@101'))
    const told = stream?.events.find(({ data }) => data.type === 'identified')
    assert.deepEqual(told?.data.contact, anna)
  }
  await relay.tell(zadarma.ends(id, { internal: '101' }))
  await a?.until(({ told }) => told.includes('ended@101'))
  assert.deepEqual(c?.told, [])
  await relay.record(id, ({ contact }) => contact?.id === '7')
  // A change of mind after the end reaches the CRM too.
  await relay.command('102', `/calls/${id}/contact`, { contact: { id: '8', name: 'Bob' } })
  await a?.until(({ told }) => told.includes('identified@102'))
  await relay.record(id, ({ contact }) => contact?.id === '8')
  for (const stream of [a, b, c]) stream?.close()
})

test('who does not see the call can say nothing about it, nor learn that it is there', async () => {
  const id = zadarma.pbxCallId(2)
  await relay.tell(zadarma.start(id), zadarma.rings(id, '102'))
  const before = relay.count('events')
  for (const [agent, callId] of [
    ['101', id],
    ['102', zadarma.pbxCallId(99)],
    ['102', '__proto__'],
    ['102', "' or 1=1 --"],
  ]) {
    const path = `/calls/${encodeURIComponent(callId ?? '')}/contact`
    const answer = await relay.command(agent ?? '', path, { contact: anna })
    assert.deepEqual([answer.status, answer.code], [404, 'no_such_call'])
    assert.ok(answer.text.includes('you see no such call'))
  }
  assert.equal(relay.count('events'), before)
})

test('a contact that is none, or would run in another’s page, is refused', async () => {
  const id = zadarma.pbxCallId(3)
  await relay.tell(zadarma.rings(id, '101'))
  const wrong: unknown[] = [
    undefined,
    null,
    [],
    'Anna',
    {},
    { id: '', name: 'x' },
    { id: '1' },
    { id: 1, name: 'x' },
    { ...anna, name: 'x'.repeat(201) },
    { ...anna, url: 'javascript:alert(1)' },
    { ...anna, url: ' javascript:alert(1)' },
    { ...anna, url: 'java\nscript:alert(1)' },
    { ...anna, url: 'data:text/html,x' },
    { ...anna, extra: 1 },
    { ...anna, numbers: 'x' },
    { ...anna, numbers: Array(51).fill('1') },
    { ...anna, responsible: { id: '1' } },
  ]
  for (const contact of wrong) {
    const answer = await relay.command('101', `/calls/${id}/contact`, { contact })
    assert.deepEqual([answer.status, answer.code], [400, 'bad_payload'], JSON.stringify(contact))
  }
  for (const url of ['https://crm.example/c/1', '/c/1', '?c=1', '#c1', 'contacts/1']) {
    const answer = await relay.command('101', `/calls/${id}/contact`, { contact: { ...anna, url } })
    assert.equal(answer.status, 202, url)
  }
})
