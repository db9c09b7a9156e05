// What a call leads to: decided once, done once, however often it is told, tried and restarted.
import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { RelayUnderTest, theEngine } from './support/relay-under-test.js'
import { until } from './support/until.js'
import * as zadarma from './support/zadarma-notice.js'

const clock = { ahead: 0 }
let relay: RelayUnderTest
before(async () => {
  relay = await RelayUnderTest.open({ options: { now: () => Date.now() + clock.ahead } })
})
after(() => relay.close())

let calls = 500
/** Every call begins in a second of its own: what is signed is believed for one call only. */
const newCall = () => {
  calls += 1
  const from = `4420376${String(calls).padStart(5, '0')}`
  const more = { caller_id: from }
  return { id: zadarma.pbxCallId(calls), number: `+${from}`, more }
}
const actionsOf = (callId: string) =>
  relay.database
    .rows<{ body: string; version: number; done_version: number; refused: string | null }>(
      'select body, version, done_version, refused from actions where call_id = ? order by seq, place',
      callId,
    )
    .map(row => ({ ...row, action: JSON.parse(row.body) }))
const doneFor = (callId: string) =>
  [...relay.crm.done.values()].filter(action => action.callId === callId)

test('a decision waits three seconds for what is on its way, then is made once', async () => {
  const { id, number, more } = newCall()
  relay.crm.contacts.push({ id: '7', name: 'Anna', numbers: [number] })
  await relay.tell(zadarma.start(id, more), zadarma.answers(id, '101', more))
  await relay.tell(zadarma.ends(id, { ...more, internal: '101' }))
  await new Promise(resolve => setTimeout(resolve, 700))
  assert.deepEqual(actionsOf(id), [])
  // Late, but in time.
  await relay.tell(zadarma.records(id, '1585913205.899'))
  clock.ahead += 3000
  await until(() => doneFor(id).length > 0, 'the work')
  assert.deepEqual(
    doneFor(id).map(({ type, recordingUrl = '' }) => `${type} ${recordingUrl}`),
    ['create_ticket ', 'complete_task zadarma:1585913205.899', 'open_task zadarma:1585913205.899'],
  )
  await relay.tell(zadarma.ends(id, { ...more, internal: '101' }))
  clock.ahead += 3000
  await new Promise(resolve => setTimeout(resolve, 700))
  assert.equal(relay.crm.works.length, 1, 'a repeat leads to nothing')
})

test('a recording that comes later fills the same actions in, by the row and client of the first time', async () => {
  const { id, number, more } = newCall()
  await relay.tell(zadarma.start(id, more), zadarma.answers(id, '101', more))
  await relay.tell(zadarma.ends(id, { ...more, internal: '101' }))
  clock.ahead += 3000
  await until(() => doneFor(id).length === 3, 'contact, ticket and task')
  const before = doneFor(id)
  assert.equal(
    before.some(({ recordingUrl }) => recordingUrl),
    false,
  )
  // The contact that was made is there now: decided anew, it would be another row.
  relay.crm.contacts.push({ id: '8', name: number, numbers: [number] })
  await relay.tell(zadarma.records(id, '1585913205.900'))
  clock.ahead += 3000
  await until(() => doneFor(id).some(({ recordingUrl }) => recordingUrl), 'the recording')
  const after = doneFor(id)
  assert.deepEqual(
    after.map(({ key }) => key),
    before.map(({ key }) => key),
  )
  const task = after.find(({ type }) => type === 'complete_task')
  assert.equal(task?.recordingUrl, 'zadarma:1585913205.900')
  // What it hangs on was made the first time; now it has an id.
  assert.equal(task?.target?.id, `made by ${task?.target?.madeBy}`)
  // Only what says more is sent again.
  assert.deepEqual(
    relay.crm.works.at(-1)?.actions.map(({ type }) => type),
    ['complete_task'],
  )
})

test('what was decided by one matrix is filled in by that one', async () => {
  const { id, more } = newCall()
  await relay.tell(zadarma.start(id, more), zadarma.answers(id, '101', more))
  await relay.tell(zadarma.ends(id, { ...more, internal: '101' }))
  clock.ahead += 3000
  await until(() => doneFor(id).length === 3, 'the work')
  await relay.settings.put('matrix', { rows: [{ id: 'other', moment: 'end', actions: [] }] })
  await relay.tell(zadarma.records(id, '1585913205.901'))
  clock.ahead += 3000
  await until(() => doneFor(id).some(({ recordingUrl }) => recordingUrl), 'the recording')
  await relay.settings.put('matrix', (await theEngine()).presetMatrix('recommended'))
})

test('what the CRM will never do is asked once; the rest is done', async () => {
  const { id, more } = newCall()
  relay.crm.refuses = ({ type }) => (type === 'create_ticket' ? 'no tickets here' : undefined)
  await relay.tell(zadarma.start(id, more), zadarma.ends(id, { ...more, disposition: 'cancel' }))
  clock.ahead += 3000
  await until(() => doneFor(id).length === 2, 'the rest')
  const asked = relay.crm.works.filter(({ actions }) => actions.some(a => a.callId === id)).length
  await new Promise(resolve => setTimeout(resolve, 1500))
  assert.equal(
    relay.crm.works.filter(({ actions }) => actions.some(a => a.callId === id)).length,
    asked,
  )
  const refused = actionsOf(id).filter(({ refused }) => refused !== null)
  assert.deepEqual(
    refused.map(({ action, refused }) => [action.type, refused]),
    [['create_ticket', 'no tickets here']],
  )
  relay.crm.refuses = () => undefined
})

test('a CRM that forgets to answer for an action is asked again', async () => {
  const { id, more } = newCall()
  const { carryOut } = relay.crm
  let forgets = true
  relay.crm.carryOut = async work => {
    const done = await carryOut.call(relay.crm, work)
    return forgets ? done.slice(1) : done
  }
  await relay.tell(zadarma.start(id, more), zadarma.ends(id, { ...more, disposition: 'cancel' }))
  clock.ahead += 3000
  await until(() => doneFor(id).length > 0, 'a first attempt')
  assert.ok(actionsOf(id).every(({ done_version }) => Number(done_version) === 0))
  forgets = false
  await until(() => actionsOf(id).every(each => Number(each.done_version) === 1), 'the second')
  relay.crm.carryOut = carryOut
})

test('what was asked, decided or due at the end of one server is done by the next', async () => {
  const asked = newCall()
  await relay.tell(zadarma.start(asked.id, asked.more), zadarma.ends(asked.id, asked.more))
  const due = newCall()
  relay.crm.away = true
  await relay.tell(zadarma.start(due.id, due.more), zadarma.ends(due.id, due.more))
  clock.ahead += 3000
  await new Promise(resolve => setTimeout(resolve, 800))
  await relay.restart()
  relay.crm.away = false
  await until(() => doneFor(asked.id).length > 0 && doneFor(due.id).length > 0, 'both')
})

test('what an agent said counts more than the number', async () => {
  const { id, number, more } = newCall()
  relay.crm.contacts.push({ id: '20', name: 'By number', numbers: [number] })
  relay.crm.contacts.push({ id: '21', name: 'Chosen', numbers: [] })
  await relay.tell(zadarma.start(id, more), zadarma.rings(id, '101', more))
  const chosen = { contact: { id: '21', name: 'Chosen' } }
  assert.equal((await relay.command('101', `/calls/${id}/contact`, chosen)).status, 202)
  await relay.tell(zadarma.ends(id, { ...more, disposition: 'no answer' }))
  clock.ahead += 3000
  await until(() => doneFor(id).length > 0, 'the task')
  assert.deepEqual(doneFor(id)[0]?.target, { type: 'contact', id: '21' })
  assert.equal(relay.crm.works.at(-1)?.contact, '21')
})

test('nobody is asked about a number that was withheld', async () => {
  const { id } = newCall()
  const asked = relay.crm.asked
  await relay.tell(zadarma.ends(id, { caller_id: 'anonymous', disposition: 'no answer' }))
  clock.ahead += 3000
  await until(() => doneFor(id).length > 0, 'the task')
  assert.equal(relay.crm.asked, asked)
  assert.equal(doneFor(id)[0]?.number, '')
})
