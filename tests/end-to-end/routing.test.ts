// P1-P3 of the mission.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Routing } from '../../js-shim/src/core/rules.js'
import { Company, LINE, TOKEN } from './support/company.js'
import { assertRoute } from './support/telephony.js'

let company: Company
let gold: string
before(async () => {
  company = await Company.open()
  gold = company.newNumber()
  const fields = { status: 'GOLD', customer_number: '4711' }
  await company.contact({ name: 'Anna de Jong', number: gold, fields })
})
after(() => company.close())

const name = { caller_name: 'Anna de Jong' }
const assertRouted = (from: string, expected: Record<string, unknown>, line = LINE) =>
  assertRoute(company, from, expected, line)
const vip: Routing = {
  rules: [
    {
      id: 'vip',
      name: 'Gold customers',
      field: 'status',
      location: { kind: 'line', value: LINE },
      lines: [
        { operator: 'equal', value: 'GOLD', destination: '103' },
        { operator: 'contains', value: 'silver', destination: '102', timeout: 20 },
      ],
      default: { destination: '0-main' },
    },
  ],
}

test('P1 the field status equal GOLD goes to the VIP queue', async () => {
  await company.put('routing', vip)
  await assertRouted(gold, { ...name, redirect: '103' })
})

test('P1 line by line, the first that matches; otherwise the default', async () => {
  await company.put('routing', vip)
  const silver = company.newNumber()
  await company.contact({ name: 'Bob', number: silver, fields: { status: 'Silver 2' } })
  await assertRouted(silver, { caller_name: 'Bob', redirect: '102', return_timeout: 20 })
  await assertRouted(company.newNumber(), { redirect: '0-main' })
})

test('P1 the default with voicemail stays there; another line of the company is left alone', async () => {
  const [rule] = vip.rules ?? []
  assert.ok(rule)
  const otherwise = { destination: '101', voicemail: true }
  await company.put('routing', { rules: [{ ...rule, default: otherwise }] })
  await assertRouted(company.newNumber(), { redirect: '101', return_timeout: 0 })
  await assertRouted(gold, name, '+31209999999')
})

test('P1 a CRM that is away: the scheme of the telephone system goes on', async () => {
  await company.put('routing', vip)
  company.crmIs.away = true
  await assertRouted(gold, {})
  company.crmIs.away = false
})

const ask = async (query: Record<string, string>, headers: Record<string, string> = {}) => {
  const url = `${company.base}/deskbell/webhooks/pbxware/${TOKEN}?${new URLSearchParams(query)}`
  const response = await fetch(url, { headers })
  const type = response.headers.get('content-type')
  return [response.status, type, await response.text()]
}

test('P2 PBXware asks for the value of a CRM field, and gets it bare', async () => {
  assert.deepEqual(await ask({ field_name: 'status', caller: gold.slice(1) }), [
    200,
    'text/plain; charset=utf-8',
    'GOLD',
  ])
  const stranger = company.newNumber().slice(1)
  assert.deepEqual((await ask({ field_name: 'status', caller_id: stranger }))[2], '')
})

test('P2 as JSON when that is asked for', async () => {
  const accept = { accept: 'application/json' }
  const [status, type, body] = await ask({ field_name: 'status', callerid: gold }, accept)
  assert.deepEqual([status, String(type).slice(0, 16)], [200, 'application/json'])
  assert.deepEqual(JSON.parse(String(body)), { field_name: 'status', value: 'GOLD' })
})

test('P2 dtmf: the customer’s number that was typed into a voice menu', async () => {
  assert.equal((await ask({ field_name: 'status', dtmf: '4711' }))[2], 'GOLD')
  assert.equal((await ask({ field_name: 'status', dtmf: '4712' }))[2], '')
  assert.equal((await ask({ field_name: 'status', dtmf: '47;11' }))[0], 400)
  assert.equal((await ask({ dtmf: '4711' }))[0], 400)
})

test('P3 rules are listed, edited and deleted; a mistake changes nothing', async () => {
  await company.put('routing', vip)
  const read = () => company.admin<{ value: Routing; version: number }>('/settings/routing')
  const { value, version } = await read()
  assert.deepEqual(value, vip)
  const broken = { rules: [{ id: 'x', field: 'status', lines: [{ operator: 'like' }] }] }
  const refused = await company.tryToPut('routing', broken)
  assert.equal(refused.status, 400)
  assert.match(refused.text, /rules\[0\]\.lines\[0\]\.operator is no known name/)
  assert.equal((await read()).version, version)
  await company.put('routing', { rules: [] })
  await assertRouted(gold, name)
  assert.equal((await read()).version, version + 1)
})
