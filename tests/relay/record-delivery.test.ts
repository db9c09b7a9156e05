import assert from 'node:assert/strict'
import test from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { RelayUnderTest } from './support/relay-under-test.js'
import { until } from './support/until.js'
import * as zadarma from './support/zadarma-notice.js'

const due = (relay: RelayUnderTest) =>
  relay.rows('select call_id from calls where saved_seq < record_seq').length

test('a CRM that was away gets every record when it is back', async t => {
  const relay = await RelayUnderTest.open()
  t.after(() => relay.close())
  relay.crm.away = true
  const ids = Array.from({ length: 40 }, (_, number) => zadarma.pbxCallId(number + 1))
  for (const id of ids) await relay.tell(zadarma.start(id), zadarma.ends(id))
  await until(() => relay.crm.attempts.length >= 3, 'it is tried')
  await sleep(300)
  assert.equal(relay.crm.records.size, 0)
  assert.ok(relay.crm.attempts.length < 40, 'a CRM that is away is not run over')
  assert.equal(due(relay), 40)
  relay.crm.away = false
  await until(() => relay.crm.records.size === 40, 'all arrive')
  await until(() => due(relay) === 0, 'nothing is due any more')
  const attempts = relay.crm.attempts.length
  await sleep(1200)
  assert.equal(relay.crm.attempts.length, attempts, 'and nothing is sent again')
})

test('what was due at the end of one server is delivered by the next', async t => {
  const relay = await RelayUnderTest.open()
  t.after(() => relay.close())
  relay.crm.away = true
  const id = zadarma.pbxCallId(1)
  await relay.tell(zadarma.start(id), zadarma.ends(id))
  await until(() => relay.crm.attempts.length > 0, 'it is tried')
  relay.crm.away = false
  await relay.restart()
  await relay.record(id)
})

test('one record that the CRM never takes does not hold up the others', async t => {
  const relay = await RelayUnderTest.open()
  t.after(() => relay.close())
  const [bad, good] = [zadarma.pbxCallId(1), zadarma.pbxCallId(2)]
  const take = relay.crm.saveCall.bind(relay.crm)
  relay.crm.saveCall = async record => {
    if (record.callId === bad) throw new Error('a record that is wrong')
    return take(record)
  }
  await relay.tell(zadarma.ends(bad), zadarma.ends(good))
  await relay.record(good)
  await until(() => due(relay) === 1, 'the other is due no more')
})

test('records that the CRM never takes, however many, do not hold up those that come later', async t => {
  const relay = await RelayUnderTest.open()
  t.after(() => relay.close())
  const bad = Array.from({ length: 5 }, (_, number) => zadarma.pbxCallId(number + 1))
  const take = relay.crm.saveCall.bind(relay.crm)
  relay.crm.saveCall = async record => {
    if (bad.includes(record.callId)) throw new Error('a record that is wrong')
    return take(record)
  }
  await relay.tell(...bad.map(id => zadarma.ends(id)))
  await sleep(2500)
  for (const number of [11, 12, 13]) {
    const good = zadarma.pbxCallId(number)
    await relay.tell(zadarma.ends(good))
    await until(() => relay.crm.records.has(good), `number ${number} arrives`, 4000)
    await sleep(600)
  }
  await until(() => due(relay) === bad.length, 'only the wrong ones are due')
})

test('a recording that comes later brings the record again, with it', async t => {
  const relay = await RelayUnderTest.open()
  t.after(() => relay.close())
  const id = zadarma.pbxCallId(1)
  await relay.tell(zadarma.start(id), zadarma.ends(id))
  const first = await relay.record(id)
  assert.equal(first.recordingUrl, '')
  await relay.tell(zadarma.records(id, '1585913205.75283'))
  await relay.record(id, ({ recordingUrl }) => recordingUrl.includes('1585913205.75283'))
  await relay.tell(zadarma.ends(id), zadarma.records(id, '1585913205.75283'))
  await sleep(50)
  assert.equal(relay.crm.attempts.length, 2, 'a repeat saves nothing')
})
