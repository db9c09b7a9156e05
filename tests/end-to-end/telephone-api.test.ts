// A2-A9 of the mission, as far as the relay and the CRM carry them; the cards are tests/browser's.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Company, LINE, SENIOR } from './support/company.js'
import { callRow, casesOf, contactsWith, onlyContact, tasksOf, workOf } from './support/crm-view.js'
import { assertRoute, incoming, outgoing, ZadarmaCall } from './support/telephony.js'

let company: Company
before(async () => {
  company = await Company.open()
})
after(() => company.close())

const known = async (responsible = '101') => {
  const number = company.newNumber()
  await company.contact({ name: 'Łukasz Żółć', number, responsible })
  return number
}

test('A2 NOTIFY_INTERNAL and NOTIFY_OUT_START open a card, with the line that was called', async () => {
  const stream = await company.stream('101')
  const number = company.newNumber()
  const call = await new ZadarmaCall(company, number).start()
  await call.ring('101')
  await stream.until(({ told }) => told.includes('ringing@101'))
  const ringing = stream.events.find(({ data }) => data.type === 'ringing')?.data
  assert.deepEqual([ringing?.from, ringing?.line], [number, LINE])
  await call.end({ disposition: 'cancel', duration: '0' })
  const other = company.newNumber()
  await outgoing(company, '101', other, 'start')
  await stream.until(({ told }) => told.includes('dialing@101'))
  assert.equal(stream.events.find(({ data }) => data.type === 'dialing')?.data.to, other)
  stream.close()
})

test('A3 NOTIFY_ANSWER and NOTIFY_END reach the card', async () => {
  const stream = await company.stream('101')
  const call = await incoming(company, { from: await known(), answers: '101', recorded: false })
  await stream.until(({ told }) => told.includes('ended@101'))
  assert.deepEqual(stream.told, ['offered@', 'ringing@101', 'answered@101', 'ended@101'])
  stream.close()
  await company.settle()
  assert.equal((await callRow(company, call.id)).outcome, 'completed')
})

test('A4 NOTIFY_RECORD brings the recording to the call and to its task, however late', async () => {
  const call = await incoming(company, { from: await known(), answers: '101', recorded: false })
  await company.settle()
  assert.deepEqual(await workOf(company, call.id), ['done task@101 on ticket'])
  company.pass(40_000)
  await call.record()
  await company.settle()
  assert.deepEqual(await workOf(company, call.id), ['done task@101 on ticket, recording'])
  assert.match((await callRow(company, call.id)).recording_url, /^zadarma:/)
  assert.ok((await company.page('/calls')).includes(`/recordings/${call.id}`))
})

const choices = [
  ['start', 'outgoing_start_new'],
  ['answer', 'outgoing_answer_new'],
  ['end', 'outgoing_end_new'],
] as const
for (const [moment, row] of choices)
  test(`A5 outgoing to an unknown number: contact and lead at the ${moment}, when that is chosen`, async () => {
    await company.matrix('zadarma', {}, matrix => ({
      ...matrix,
      rows: matrix.rows.map(each =>
        each.id.startsWith('outgoing_') && each.id.endsWith('_new')
          ? { ...each, enabled: each.id === row }
          : each,
      ),
    }))
    const earlier = { start: null, answer: 'start', end: 'answer' } as const
    const before = earlier[moment]
    if (before) {
      const number = company.newNumber()
      await outgoing(company, '102', number, before)
      await company.settle()
      assert.deepEqual(await contactsWith(company, number), [], `not at the ${before}`)
    }
    const number = company.newNumber()
    await outgoing(company, '102', number, moment)
    await company.settle()
    const { id, responsible } = await onlyContact(company, number)
    assert.equal(responsible, '102')
    assert.deepEqual(await casesOf(company, id), ['lead@102'])
  })

test('A5 incoming of an unknown number: contact and lead at ringing, and no second one later', async () => {
  await company.matrix('zadarma')
  const number = company.newNumber()
  const call = await new ZadarmaCall(company, number).start()
  await company.settle()
  assert.deepEqual(await contactsWith(company, number), [], 'not before it rings')
  await call.ring('101')
  await company.settle()
  const { id } = await onlyContact(company, number)
  assert.deepEqual(await casesOf(company, id), [`lead@${SENIOR}`])
  await call.answer('101')
  await call.end({ internal: '101' })
  await company.settle()
  assert.equal((await onlyContact(company, number)).id, id)
  assert.deepEqual(await casesOf(company, id), [`lead@${SENIOR}`])
  assert.deepEqual(await workOf(company, call.id), ['done task@101 on lead'])
  await company.matrix('recommended')
})

test('A6 an existing client goes straight to the responsible manager', async () => {
  await company.put('routing', { smartForwarding: { timeout: 20 } })
  const expected = { caller_name: 'Lukasz Zolc', redirect: '103', return_timeout: 20 }
  await assertRoute(company, await known('103'), expected)
  await company.put('routing', {})
})

test('A7 the client’s name, in Latin letters, on the ringing desk phone', async () => {
  await assertRoute(company, await known(), { caller_name: 'Lukasz Zolc' })
})

test('A7 a CRM that is away keeps nobody waiting', async () => {
  const number = await known()
  company.crmIs.away = true
  const { route } = await new ZadarmaCall(company, number).start()
  company.crmIs.away = false
  assert.deepEqual(route, {})
})

test('A8 a missed call makes a task and a message for the responsible', async () => {
  await company.matrix('zadarma')
  const { id } = await incoming(company, { from: await known('102'), disposition: 'no answer' })
  await company.settle()
  assert.deepEqual(await workOf(company, id), [
    'open task@102 on contact',
    'open message@102 on contact',
  ])
  const [, message] = await tasksOf(company, id)
  assert.match(message?.title ?? '', /Missed call of Łukasz Żółć/)
  await company.matrix('recommended')
})

test('A9 the blacklist of the settings, which needs no CRM', async () => {
  const number = await known()
  await company.put('routing', { blacklist: [{ key: number.slice(1) }] })
  assert.deepEqual((await new ZadarmaCall(company, number).start()).route, {
    redirect: 'blacklist',
  })
  company.crmIs.away = true
  assert.deepEqual((await new ZadarmaCall(company, number).start()).route, {
    redirect: 'blacklist',
  })
  company.crmIs.away = false
  await company.put('routing', { blacklist: [{ key: number.slice(1) }], blacklistHangsUp: true })
  assert.deepEqual((await new ZadarmaCall(company, number).start()).route, { hangup: 1 })
  await company.put('routing', {})
})

test('A9 the button on the card: whoever sees the call can have its caller listed', async () => {
  const number = company.newNumber()
  const call = await new ZadarmaCall(company, number).start()
  await call.ring('101')
  const path = `/calls/${call.id}/blacklist`
  assert.equal((await company.command('102', path)).status, 404)
  assert.equal((await company.command('101', path)).status, 202)
  assert.equal((await company.command('101', path)).status, 202)
  const { value } = await company.admin<{ value: { blacklist: unknown[] } }>('/settings/routing')
  assert.equal(value.blacklist.length, 1)
  assert.deepEqual((await new ZadarmaCall(company, number).start()).route, {
    redirect: 'blacklist',
  })
  await company.put('routing', {})
})
