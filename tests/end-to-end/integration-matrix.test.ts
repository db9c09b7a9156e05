// Z1-Z9 of the mission, through webhooks into the demo CRM's database.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Company, LINE, SENIOR } from './support/company.js'
import {
  callRow,
  casesOf,
  contactsWith,
  count,
  onlyContact,
  tasksOf,
  workOf,
} from './support/crm-view.js'
import { assertRoute, incoming, outgoing, ringostat, ZadarmaCall } from './support/telephony.js'

let company: Company
before(async () => {
  company = await Company.open()
})
after(() => company.close())

/** An incoming call of somebody, and what it had led to when all was done. */
async function called(from: string, script: Partial<Parameters<typeof incoming>[1]> = {}) {
  const call = await incoming(company, { from, ...script })
  await company.settle()
  return { callId: call.id, work: await workOf(company, call.id) }
}

const bobs = (open: { kind: 'ticket' | 'deal' | 'lead'; responsible: string }[] = []) => {
  const number = company.newNumber()
  return company
    .contact({ name: 'Anna de Jong', number, responsible: '101', open })
    .then(id => ({ number, id: Number(id) }))
}

test('Z1 the senior manager gets what is created before anybody answered', async () => {
  await company.matrix('zadarma')
  const number = company.newNumber()
  const call = await new ZadarmaCall(company, number).start()
  await call.ring('101')
  await company.settle()
  const { id, responsible } = await onlyContact(company, number)
  assert.equal(responsible, SENIOR)
  assert.deepEqual(await casesOf(company, id), [`lead@${SENIOR}`])
  await call.end({ disposition: 'no answer', duration: '0' })
  await company.matrix('recommended')
})

test('Z1 the senior manager gets the task of a missed call of nobody’s client', async () => {
  const number = company.newNumber()
  await company.contact({ name: 'Nobody’s', number })
  const { work } = await called(number)
  assert.deepEqual(work, [`open task@${SENIOR} on contact`])
})

test('Z1 the senior manager gets the task of a call answered on nobody’s extension', async () => {
  const { number } = await bobs()
  const { work } = await called(number, { answers: '999' })
  assert.deepEqual(work, [`open task@${SENIOR} on contact, recording`])
})

test('Z2 incoming, answered, new client: contact and ticket with marks, the call a completed task', async () => {
  const number = company.newNumber()
  const utm = { utm_source: 'news', utm_campaign: 'spring' }
  const call = {
    uniqueid: `r-${number.slice(1)}`,
    caller: number.slice(1),
    dst: LINE.slice(1),
    call_type: 'in',
  }
  assert.equal(await ringostat(company, 'before_call', call), 200)
  const answered = { ...call, employee_number: '101' }
  assert.equal(await ringostat(company, 'pick_up', answered), 200)
  const over = { disposition: 'ANSWERED', billsec: '65', recording: 'https://r.example/1.mp3' }
  assert.equal(await ringostat(company, 'after_call', { ...answered, ...over, ...utm }), 200)
  await company.settle()
  const { id, responsible } = await onlyContact(company, number)
  assert.equal(responsible, '101')
  assert.deepEqual(await casesOf(company, id), ['ticket@101'])
  const [task, ...more] = await tasksOf(company, call.uniqueid)
  assert.deepEqual(more, [])
  assert.equal(task?.done, true)
  assert.deepEqual([task?.agent, task?.on, task?.contactId], ['101', 'contact', id])
  assert.equal(task?.recording, 'https://r.example/1.mp3')
  assert.match(task?.title ?? '', /1:05/)
  const marks = await company.data.db.selectFrom('field_values').selectAll().execute()
  const ofContact = marks.filter(each => each.entity === 'contact' && each.entity_id === id)
  assert.deepEqual(Object.fromEntries(ofContact.map(({ field, value }) => [field, value])), utm)
  assert.equal(
    marks.filter(({ entity, value }) => entity === 'ticket' && value === 'news').length,
    1,
  )
})

test('Z2 incoming, answered, new client, on nobody’s extension: all is the senior manager’s', async () => {
  const number = company.newNumber()
  const { work } = await called(number, { answers: '999' })
  const { id, responsible } = await onlyContact(company, number)
  assert.equal(responsible, SENIOR)
  assert.deepEqual(await casesOf(company, id), [`ticket@${SENIOR}`])
  assert.deepEqual(work, [`done task@${SENIOR} on contact, recording`])
})

test('Z2 incoming, open ticket, answered by the responsible: a completed task on it', async () => {
  const { number, id } = await bobs([{ kind: 'ticket', responsible: '101' }])
  const { work } = await called(number, { answers: '101' })
  assert.deepEqual(work, ['done task@101 on ticket, recording'])
  assert.deepEqual(await casesOf(company, id), ['ticket@101'])
})

test('Z2 incoming, open ticket, answered by another: a completed task, and one to check the call', async () => {
  const { number } = await bobs([{ kind: 'ticket', responsible: '102' }])
  const { work } = await called(number, { answers: '103' })
  assert.deepEqual(work, [
    'done task@103 on ticket, recording',
    'open task@102 on ticket, recording',
  ])
})

test('Z2 incoming, open ticket, answered on nobody’s extension: a task for the senior manager', async () => {
  const { number } = await bobs([{ kind: 'ticket', responsible: '101' }])
  const { work } = await called(number, { answers: '999' })
  assert.deepEqual(work, [`open task@${SENIOR} on ticket, recording`])
})

test('Z2 incoming, no ticket, answered by the responsible: a ticket and the completed task', async () => {
  const { number, id } = await bobs()
  const { work } = await called(number, { answers: '101' })
  assert.deepEqual(await casesOf(company, id), ['ticket@101'])
  assert.deepEqual(work, ['done task@101 on ticket, recording'])
})

test('Z2 incoming, no ticket, answered by another: the ticket is theirs, the responsible has 4 hours', async () => {
  const { number, id } = await bobs()
  const { callId, work } = await called(number, { answers: '102' })
  assert.deepEqual(await casesOf(company, id), ['ticket@102'])
  assert.deepEqual(work, [
    'done task@102 on ticket, recording',
    'open task@101 on ticket, recording',
  ])
  const [, check] = await tasksOf(company, callId)
  const { ended_at } = await callRow(company, callId)
  assert.equal(Number(check?.dueAt) - Number(ended_at), 4 * 3_600_000)
})

test('Z2 incoming, not answered, existing client: a task for the responsible', async () => {
  const { number } = await bobs()
  const { callId, work } = await called(number)
  assert.deepEqual(work, ['open task@101 on contact'])
  assert.match((await tasksOf(company, callId))[0]?.title ?? '', /Contact the client: Anna de Jong/)
})

test('Z2 incoming, not answered, new client: contact and ticket on the senior manager, with the task', async () => {
  const number = company.newNumber()
  const { work } = await called(number, { disposition: 'cancel' })
  const { id, responsible } = await onlyContact(company, number)
  assert.equal(responsible, SENIOR)
  assert.deepEqual(await casesOf(company, id), [`ticket@${SENIOR}`])
  assert.deepEqual(work, [`open task@${SENIOR} on ticket`])
})

test('Z2 outgoing to an unknown number: nothing is created', async () => {
  const number = company.newNumber()
  const before = [await count(company, 'contacts'), await count(company, 'cases')]
  const callId = await outgoing(company, '101', number)
  await company.settle()
  assert.deepEqual(await workOf(company, callId), [])
  assert.deepEqual([await count(company, 'contacts'), await count(company, 'cases')], before)
  assert.equal((await callRow(company, callId)).outcome, 'completed')
})

test('Z2 outgoing to a known contact: a task with the recording for the caller', async () => {
  const { number } = await bobs()
  const callId = await outgoing(company, '102', number)
  await company.settle()
  assert.deepEqual(await workOf(company, callId), ['done task@102 on contact, recording'])
})

test('Z2 voicemail, new client: contact and ticket on the senior manager, the task with the recording', async () => {
  const number = company.newNumber()
  const { work } = await called(number, { voicemail: true })
  const { id } = await onlyContact(company, number)
  assert.deepEqual(await casesOf(company, id), [`ticket@${SENIOR}`])
  assert.deepEqual(work, [`open task@${SENIOR} on ticket, recording`])
})

test('Z2 voicemail, existing client: the task for the responsible, with the recording', async () => {
  const { number } = await bobs()
  const { callId, work } = await called(number, { voicemail: true })
  assert.deepEqual(work, ['open task@101 on contact, recording'])
  assert.equal((await callRow(company, callId)).outcome, 'voicemail')
})

test('Z2 the matrix is editable: an admin’s own row counts from the next call on', async () => {
  await company.matrix('recommended', {}, matrix => ({
    ...matrix,
    rows: [
      {
        id: 'own',
        moment: 'end',
        when: { outcome: 'missed' },
        actions: [{ type: 'callback_request', assignee: 'named', user: '103', text: 'Own row' }],
      },
      ...matrix.rows,
    ],
  }))
  const { number } = await bobs()
  const { callId, work } = await called(number)
  assert.deepEqual(work, ['open callback@103 on contact'])
  assert.equal((await tasksOf(company, callId))[0]?.title, 'Own row')
  const wrong = await company.tryToPut('matrix', { rows: [{ id: 'x', moment: 'later' }] })
  assert.equal(wrong.status, 400)
  assert.match(wrong.text, /bad_rules.*rows\[0\]\.moment/)
  await company.matrix('recommended')
})

const forwarding = [
  [
    'an open lead first',
    [
      { kind: 'deal', responsible: '102' },
      { kind: 'lead', responsible: '103' },
    ],
    '103',
  ],
  ['else an open deal', [{ kind: 'deal', responsible: '102' }], '102'],
  ['else the contact', [], '101'],
] as const
for (const [name, open, manager] of forwarding)
  test(`Z3 smart forwarding: ${name}`, async () => {
    await company.put('routing', { smartForwarding: {} })
    const { number } = await bobs([...open])
    await assertRoute(company, number, { caller_name: 'Anna de Jong', redirect: manager })
  })

test('Z3 smart forwarding: else the next step of the scheme, and the order is a setting', async () => {
  await company.put('routing', { smartForwarding: { order: ['contact', 'deal'], timeout: 15 } })
  await assertRoute(company, company.newNumber(), {})
  const { number } = await bobs([{ kind: 'deal', responsible: '102' }])
  const expected = { caller_name: 'Anna de Jong', redirect: '101', return_timeout: 15 }
  await assertRoute(company, number, expected)
  await company.put('routing', {})
})

test('Z4 a CRM that was away for three days gets everything, once', async () => {
  const known = await bobs()
  const numbers = Array.from({ length: 5 }, () => company.newNumber())
  company.crmIs.away = true
  const missed = await incoming(company, { from: known.number })
  const calls = []
  for (const from of numbers) calls.push(await incoming(company, { from, answers: '101' }))
  company.pass(3 * 86_400_000)
  await new Promise(resolve => setTimeout(resolve, 1500))
  assert.ok((await company.due()) >= 12, 'nothing is given up')
  for (const from of numbers) assert.deepEqual(await contactsWith(company, from), [])
  company.crmIs.away = false
  await company.settle(60_000)
  for (const [i, from] of numbers.entries()) {
    const { id } = await onlyContact(company, from)
    assert.deepEqual(await casesOf(company, id), ['ticket@101'])
    assert.deepEqual(await workOf(company, calls[i]?.id ?? ''), [
      'done task@101 on contact, recording',
    ])
    assert.equal((await callRow(company, calls[i]?.id ?? '')).contact_id, id)
  }
  assert.deepEqual(await workOf(company, missed.id), ['open task@101 on contact'])
})

test('Z5 mapped values go into the CRM’s text fields; a field may not be used twice', async () => {
  const line = { value: 'line', entity: 'contact', field: 'first_line' } as const
  await company.matrix('recommended', {}, matrix => ({ ...matrix, fields: [line] }))
  const number = company.newNumber()
  await called(number, { answers: '101' })
  const { id } = await onlyContact(company, number)
  const card = await company.page(`/contacts/${id}`)
  assert.ok(card.includes('first line') && card.includes(LINE))
  const fields = await company.admin<{ fields: unknown[] }>('/fields')
  assert.ok(fields.fields.length > 5)
  const { value } = await company.admin<{ value: object }>('/settings/matrix')
  const tries: [unknown[], RegExp][] = [
    [[line, { ...line, value: 'agent' }], /used twice/],
    [[{ ...line, field: 'orders' }], /not a text field/],
    [[{ ...line, field: 'shoe_size' }], /no field 'shoe_size'/],
  ]
  for (const [mapping, mistake] of tries) {
    const answer = await company.tryToPut('matrix', { ...value, fields: mapping })
    assert.equal(answer.status, 400)
    assert.match(answer.text, mistake)
  }
  await company.matrix('recommended')
})

test('Z6 update only: known clients get their tasks and fields, nothing is created', async () => {
  const agent = { value: 'agent', entity: 'contact', field: 'status' } as const
  await company.matrix('update_only', {}, matrix => ({ ...matrix, fields: [agent] }))
  const { number, id } = await bobs()
  const known = await called(number, { answers: '102' })
  assert.deepEqual(known.work, [
    'done task@102 on contact, recording',
    'open task@101 on contact, recording',
  ])
  assert.deepEqual(await casesOf(company, id), [])
  assert.match(await company.page(`/contacts/${id}`), /<dt>status<\/dt><dd dir="auto">102/)
  const stranger = company.newNumber()
  const missed = await called(stranger)
  assert.deepEqual(missed.work, [`open task@${SENIOR} on nothing`])
  assert.deepEqual(await contactsWith(company, stranger), [])
  await company.matrix('recommended')
})

test('Z7 a client is found by the last 9 digits of the number, unless it is switched off', async () => {
  const number = company.newNumber()
  // Written into the CRM without the country's code, long ago.
  const id = await company.contact({ name: 'Old entry', responsible: '102' })
  await company.data.db.transaction().execute(db =>
    db
      .insertInto('contact_numbers')
      .values({
        contact_id: Number(id),
        label: '',
        e164: number.slice(3),
        key: BigInt(number.slice(3)),
      })
      .execute(),
  )
  const { callId, work } = await called(number)
  assert.deepEqual(work, ['open task@102 on contact'])
  assert.equal((await callRow(company, callId)).contact_id, Number(id))
  await company.put('clients', { lastDigits: 0 })
  await called(number)
  assert.equal((await contactsWith(company, number)).length, 1, 'a new client now')
  await company.put('clients', { lastDigits: 9 })
})

test('Z8 the due time of missed-call tasks is a setting, 4 hours by default', async () => {
  const dueAfter = async () => {
    const { callId } = await called((await bobs()).number)
    const { ended_at } = await callRow(company, callId)
    return (Number((await tasksOf(company, callId))[0]?.dueAt) - Number(ended_at)) / 60_000
  }
  assert.equal(await dueAfter(), 240)
  await company.matrix('recommended', { dueMinutes: 30 })
  assert.equal(await dueAfter(), 30)
  await company.matrix('recommended')
})

test('Z9 the CRM’s agents are read from the CRM, for an admin only', async () => {
  const { users } = await company.admin<{ users: { id: string; extension: string }[] }>('/users')
  assert.deepEqual(
    users.map(({ id }) => id),
    ['100', '101', '102', '103'],
  )
  const stranger = await fetch(`${company.base}/deskbell/users`)
  assert.equal(stranger.status, 401)
})
