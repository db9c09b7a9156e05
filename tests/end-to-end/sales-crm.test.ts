// S1-S8 of the mission. S1, S2: what the card needs; the card itself is tests/browser's.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Company, LINE, SENIOR } from './support/company.js'
import { callRow, casesOf, onlyContact, tasksOf, workOf } from './support/crm-view.js'
import { assertRoute, incoming, outgoing, ringostat, ZadarmaCall } from './support/telephony.js'

let company: Company
before(async () => {
  company = await Company.open()
})
after(() => company.close())

const asContact = async (number: string) => {
  const answer = await company.page(`/api/contacts?${new URLSearchParams({ number })}`)
  return JSON.parse(answer) as { id: string; name: string; url: string }[]
}

test('S1 a new client is a contact from the first ring, and the card can link to it', async () => {
  await company.matrix('zadarma')
  const number = company.newNumber()
  assert.deepEqual(await asContact(number), [])
  const call = await new ZadarmaCall(company, number).start()
  await call.ring('101')
  await company.settle()
  const [contact] = await asContact(number)
  assert.equal(contact?.name, number)
  assert.match(await company.page(contact?.url ?? ''), /lead \d+/)
  await call.answer('101')
  await call.end({ internal: '101' })
  await company.settle()
  assert.equal((await asContact(number)).length, 1, 'and stays one')
  await company.matrix('recommended')
})

test('S2 an existing client is known by name, and is not made again', async () => {
  const number = company.newNumber()
  const id = await company.contact({ name: 'Anna de Jong', number, responsible: '101' })
  await assertRoute(company, number, { caller_name: 'Anna de Jong' })
  const call = await new ZadarmaCall(company, number).start()
  await call.ring('101')
  await company.settle()
  assert.deepEqual(
    (await asContact(number)).map(contact => contact.id),
    [id],
  )
  await call.end({ disposition: 'cancel', duration: '0' })
})

test('S3 all calls of a client stand in the contact’s card', async () => {
  const number = company.newNumber()
  const id = await company.contact({ name: 'Anna de Jong', number, responsible: '101' })
  const ids = [
    (await incoming(company, { from: number, answers: '101' })).id,
    (await incoming(company, { from: number })).id,
    await outgoing(company, '101', number),
  ]
  await company.settle()
  const card = await company.page(`/contacts/${id}`)
  for (const callId of ids) assert.ok(card.includes(`data-call="${callId}"`), callId)
})

test('S4 a click dials; here the agent is dialled first', async () => {
  const number = company.newNumber()
  const response = await company.command('102', '/calls', { to: number })
  assert.equal(response.status, 202)
  assert.deepEqual(company.zadarma.callbacks.at(-1), { from: '102', to: number.slice(1) })
})

test('S5 tasks for missed calls: board, responsible user, standard name, due time', async () => {
  await company.matrix('recommended', { board: 'Callbacks', dueMinutes: 90 })
  const number = company.newNumber()
  await company.contact({ name: 'Anna de Jong', number, responsible: '102' })
  const { id } = await incoming(company, { from: number })
  await company.settle()
  const [task] = await tasksOf(company, id)
  const { ended_at } = await callRow(company, id)
  assert.deepEqual(
    { board: task?.board, agent: task?.agent, title: task?.title, done: task?.done },
    {
      board: 'Callbacks',
      agent: '102',
      title: `Contact the client: Anna de Jong (${number})`,
      done: false,
    },
  )
  assert.equal(Number(task?.dueAt) - Number(ended_at), 90 * 60_000)
  await company.matrix('recommended')
})

test('S6 employees are mapped between telephone system and CRM', async () => {
  await company.matrix('recommended', {
    staff: [
      { id: '103', name: 'Dan', extension: '701' },
      { id: SENIOR, name: 'Sara', extension: '700' },
    ],
  })
  const number = company.newNumber()
  await incoming(company, { from: number, answers: '701' })
  await company.settle()
  assert.equal((await onlyContact(company, number)).responsible, '103')
})

test('S6 one employee is named for all outgoing calls of the integration', async () => {
  await company.matrix('recommended', { outgoingAgent: '102' })
  const number = company.newNumber()
  await company.contact({ name: 'Anna de Jong', number, responsible: '101' })
  const uniqueid = `out-${number.slice(1)}`
  const fields = { uniqueid, caller: LINE.slice(1), dst: number.slice(1), call_type: 'out' }
  const over = { disposition: 'ANSWERED', billsec: '7' }
  assert.equal(await ringostat(company, 'outgoing_after_call', { ...fields, ...over }), 200)
  await company.settle()
  assert.deepEqual(await workOf(company, uniqueid), ['done task@102 on contact'])
  await company.matrix('recommended')
})

test('S7 marks of the client’s visit go into the contact fields that the admin chose', async () => {
  await company.matrix('recommended', {}, matrix => ({
    ...matrix,
    fields: [
      { value: 'tracking.utm_source', entity: 'contact', field: 'status' },
      { value: 'tracking.promo', entity: 'contact', field: 'customer_number' },
    ],
  }))
  const number = company.newNumber()
  const fields = {
    uniqueid: `utm-${number.slice(1)}`,
    caller: number.slice(1),
    dst: LINE.slice(1),
    call_type: 'in',
    employee_number: '101',
    disposition: 'ANSWERED',
    billsec: '12',
    utm_source: 'fair',
    promo: 'P-77',
  }
  assert.equal(await ringostat(company, 'after_call', fields), 200)
  await company.settle()
  const { id } = await onlyContact(company, number)
  const card = await company.page(`/contacts/${id}`)
  assert.match(card, /<dt>status<\/dt><dd dir="auto">fair/)
  assert.match(card, /<dt>customer number<\/dt><dd dir="auto">P-77/)
  await company.matrix('recommended')
})

test('S8 Ringostat’s webhooks deliver the events, by an address that only it knows', async () => {
  const number = company.newNumber()
  const uniqueid = `s8-${number.slice(1)}`
  const call = { uniqueid, caller: number.slice(1), dst: LINE.slice(1), call_type: 'in' }
  const stream = await company.stream('101')
  assert.equal(await ringostat(company, 'before_call', call), 200)
  assert.equal(await ringostat(company, 'forwarding', { ...call, employee_number: '101' }), 200)
  assert.equal(await ringostat(company, 'pick_up', { ...call, employee_number: '101' }), 200)
  const over = { employee_number: '101', disposition: 'ANSWERED', billsec: '30' }
  assert.equal(await ringostat(company, 'after_call', { ...call, ...over }), 200)
  assert.equal(await ringostat(company, 'after_call', { ...call, ...over }), 200, 'again')
  await stream.until(({ told }) => told.includes('ended@101'))
  assert.deepEqual(stream.told, ['offered@', 'ringing@101', 'answered@101', 'ended@101'])
  stream.close()
  await company.settle()
  const { provider, outcome, talk_seconds } = await callRow(company, uniqueid)
  assert.deepEqual([provider, outcome, Number(talk_seconds)], ['ringostat', 'completed', 30])
  assert.deepEqual(await workOf(company, uniqueid), ['done task@101 on contact'])
  assert.deepEqual(await casesOf(company, (await onlyContact(company, number)).id), ['ticket@101'])
  assert.equal(await ringostat(company, 'after_call', call, 'a-wrong-token-0123456789'), 401)
})
