// Accounts that the vendor makes for its customers, and what they cost.
import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { parse } from 'csv-parse/sync'
import type { Prices, Statement } from '../../relay/src/index.js'
import { MemoryProvisioning } from './support/memory-provisioning.js'
import { RelayUnderTest } from './support/relay-under-test.js'
import { until } from './support/until.js'

const KEY = 'the key of the vendor’s own server, long enough'.replaceAll(/[^a-z]+/gi, '-')
const webhookToken = 'webhook-token-of-acme-0123456789'
const START = Date.parse('2026-10-20T09:00:00Z')
const PRICES: Prices = {
  currency: 'EUR',
  activation: '5',
  month: '10.00',
  incomingMinute: '0.01',
  outgoingMinute: '0.0125',
  stepSeconds: 60,
  margin: '20',
}

const system = new MemoryProvisioning()
let now = START
let relay: RelayUnderTest
before(async () => {
  relay = await RelayUnderTest.open({
    options: {
      now: () => now,
      wholesale: { key: KEY, provisioning: system, timeZone: 'Europe/Amsterdam' },
    },
  })
  for (const id of ['acme', 'other'])
    await relay.tenants.put(id, { country: 'NL', deskbell: { webhookToken } })
})
after(() => relay.close())

async function ask(
  path: string,
  { method = 'GET', body, key = KEY }: { method?: string; body?: unknown; key?: string } = {},
) {
  const response = await fetch(`${relay.base}/v1/tenants/${path}`, {
    method,
    headers: {
      authorization: `Bearer ${key}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  // biome-ignore lint/suspicious/noExplicitAny: whatever the answer is
  const json: any = text.startsWith('{') ? JSON.parse(text) : null
  return { status: response.status, text, json, code: json?.error?.code as string | undefined }
}
const make = (email: string, tenant = 'acme') =>
  ask(`${tenant}/accounts`, { method: 'POST', body: { email } })

/** A conversation of an extension, as its telephone system tells it. */
async function talk(
  callId: string,
  agent: string,
  seconds: number,
  direction = 'inbound',
  tenant = 'acme',
) {
  const base = { callId, direction, line: '+31201234567', agent }
  const parties =
    direction === 'inbound' ? { from: '+31612345678' } : { from: agent, to: '+31612345678' }
  const told = async (type: string, more = {}) => {
    const event = { ...base, ...parties, id: `${type}-${callId}`, type, ...more }
    const address = `${relay.base}/t/${tenant}/webhooks/deskbell/${webhookToken}`
    const body = JSON.stringify({ provider: 'pbx', events: [event] })
    const answer = await relay.post(body, { 'content-type': 'application/json' }, address)
    assert.equal(answer.status, 200, answer.text)
  }
  await told(direction === 'inbound' ? 'offered' : 'dialing')
  await told('answered')
  now += seconds * 1000
  await told('ended', { outcome: 'completed', talkSeconds: seconds })
}

test('only the vendor’s own server is let in', async () => {
  for (const key of ['', `${KEY}x`, KEY.slice(1), await relay.token('101')])
    for (const [path, method] of [
      ['acme/accounts', 'GET'],
      ['acme/accounts', 'POST'],
      ['acme/statements/2026-10', 'GET'],
      ['acme/prices/2026-10', 'PUT'],
    ] as const)
      assert.equal((await ask(path, { method, key })).status, 401)
  assert.equal((await ask('nobody/accounts')).status, 404)
})

test('an account is made with a password that nobody keeps', async () => {
  const made = await make(' Ana@Example.com ')
  assert.equal(made.status, 201, made.text)
  const { id, email, extension, state, signOnLink } = made.json
  assert.deepEqual([email, extension, state], ['ana@example.com', '200', 'active'])
  assert.equal(signOnLink, `https://pbx.example/sign-on/${id}`)
  const password = system.passwords[0] as string
  assert.ok(password.length >= 32)
  assert.ok(!made.text.includes(password))
  for (const table of ['accounts', 'account_spans', 'settings', 'tenants'])
    assert.ok(!JSON.stringify(relay.rows(`select * from ${table}`)).includes(password), table)
  assert.equal((await make('ana@example.com')).code, 'conflict')
  // The same person at another customer is another account.
  assert.equal((await make('ana@example.com', 'other')).json.extension, '201')
  for (const wrong of ['', 'ana', '@', 'a b@c', 'a@b\u0000', `${'a'.repeat(250)}@b.cd`])
    assert.equal((await make(wrong)).status, 400, wrong)
})

test('whatever the telephone system fails at is done by asking again', async () => {
  for (const fails of ['before', 'after'] as const) {
    const email = `${fails}@example.com`
    system.fails = fails
    assert.equal((await make(email)).code, 'unreachable')
    system.fails = null
    const made = await make(email)
    assert.equal(made.status, 201)
    const own = [...system.accounts.values()].filter(account => account.email === email)
    assert.equal(own.length, 1)
    system.fails = fails
    assert.equal((await ask(`acme/accounts/${made.json.id}`, { method: 'DELETE' })).status, 502)
    system.fails = null
    assert.equal((await ask(`acme/accounts/${made.json.id}`)).json.state, 'deleting')
    assert.equal((await ask(`acme/accounts/${made.json.id}`, { method: 'DELETE' })).status, 204)
    assert.equal((await ask(`acme/accounts/${made.json.id}`)).status, 404)
    // The address is free again.
    assert.equal((await make(email)).status, 201)
  }
})

test('twenty who ask for one account at once get one', async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, () => make('rush@example.com')))
  assert.deepEqual(
    [...new Set(answers.map(({ status }) => status))].sort(),
    answers.some(({ status }) => status === 409) ? [201, 409] : [201],
  )
  const ids = new Set(answers.flatMap(({ json }) => json.id ?? []))
  assert.equal(ids.size, 1)
  const own = [...system.accounts.values()].filter(({ email }) => email === 'rush@example.com')
  assert.equal(own.length, 1)
})

test('nobody reaches an account of another customer', async () => {
  const { json } = await make('private@example.com', 'other')
  const path = `acme/accounts/${json.id}`
  assert.equal((await ask(path)).status, 404)
  assert.equal((await ask(path, { method: 'PUT', body: { suspended: true } })).status, 404)
  assert.equal((await ask(path, { method: 'DELETE' })).status, 404)
  assert.equal((await ask(`${path}/sign-on`, { method: 'POST' })).status, 404)
  const listed = await ask('acme/accounts')
  assert.ok(!listed.text.includes('private@example.com'))
  assert.equal(system.accounts.get(json.id)?.suspended, false)
})

test('prices are put for months that nobody has been charged for', async () => {
  assert.equal((await ask('acme/statements/2026-10')).code, 'conflict')
  const put = (month: string, prices: unknown) =>
    ask(`acme/prices/${month}`, { method: 'PUT', body: prices })
  for (const [wrong, place] of [
    [{ ...PRICES, month: '1,50' }, 'month'],
    [{ ...PRICES, month: 1.5 }, 'month'],
    [{ ...PRICES, month: '-1' }, 'month'],
    [{ ...PRICES, month: '0.0000001' }, 'month'],
    [{ ...PRICES, currency: 'euro' }, 'currency'],
    [{ ...PRICES, stepSeconds: 0 }, 'stepSeconds'],
  ] as const) {
    const { status, json } = await put('2026-10', wrong)
    assert.equal(status, 400)
    assert.match(json.error.detail, new RegExp(`^${place}`))
  }
  assert.equal((await put('2026-13', PRICES)).status, 400)
  assert.equal((await put('2026-10', PRICES)).status, 200)
  assert.equal((await put('2026-10', { ...PRICES, month: '0' })).code, 'conflict')
  assert.equal((await put('2026-12', { ...PRICES, month: '30' })).status, 200)
  assert.equal((await ask('acme/prices/2026-11')).json.month, '10.00')
  assert.equal((await ask('acme/prices/2027-01')).json.month, '30')
  assert.equal((await ask('other/prices/2026-11')).status, 404)
})

const statementOf = async (month: string, tenant = 'acme'): Promise<Statement> =>
  (await ask(`${tenant}/statements/${month}`)).json

test('a month is charged: activation, days, minutes, once for each call, to the cent', async () => {
  now = Date.parse('2026-11-10T08:00:00Z')
  const { json: eve } = await make('eve@example.com')
  await talk('in-1', eve.extension, 61)
  await talk('out-1', eve.extension, 60, 'outbound')
  await talk('out-2', eve.extension, 59, 'outbound')
  // Told again, and longer: the latest counts, once.
  await talk('in-1', eve.extension, 61)
  // Nobody talked, nobody's extension, another customer's.
  await talk('in-2', '999', 600)
  await talk('in-3', eve.extension, 600, 'inbound', 'other')
  await until(() => relay.count('metered_calls') === 3, 'three conversations')
  now = Date.parse('2026-11-12T22:59:00Z')
  await ask(`acme/accounts/${eve.id}`, { method: 'PUT', body: { suspended: true } })
  await talk('in-4', eve.extension, 600)
  now = Date.parse('2026-11-20T23:30:00Z')
  await ask(`acme/accounts/${eve.id}`, { method: 'PUT', body: { suspended: false } })
  now = Date.parse('2026-11-21T12:00:00Z')
  await ask(`acme/accounts/${eve.id}`, { method: 'DELETE' })
  now = Date.parse('2026-11-30T22:59:59Z')
  assert.equal((await statementOf('2026-11')).complete, false)
  now = Date.parse('2026-11-30T23:00:00Z')
  const statement = await statementOf('2026-11')
  assert.equal(statement.complete, true)
  const own = statement.lines.filter(({ email }) => email === 'eve@example.com')
  assert.deepEqual(
    own.map(({ item, quantity, calls, cost, amount }) => [item, quantity, calls, cost, amount]),
    [
      ['activation', 1, 0, '5.00', '6.00'],
      // 10, 11 and 12 November, and the 21st: 10.00 × 4 / 30.
      ['month', 4, 0, '1.33', '1.60'],
      ['incoming', 120, 1, '0.02', '0.02'],
      // 0.0125 × 2 = 0.025 and 0.03: a half goes up.
      ['outgoing', 120, 2, '0.03', '0.03'],
    ],
  )
  const cents = (text: string) => Number(text.replace('.', ''))
  for (const sum of ['cost', 'amount'] as const)
    assert.equal(
      statement.lines.reduce((total, line) => total + cents(line[sum]), 0),
      cents(statement[sum]),
    )
  // December knows the accounts that were left, by its own prices, and no activation.
  const december = await statementOf('2026-12')
  assert.deepEqual([...new Set(december.lines.map(({ item }) => item))], ['month'])
  assert.equal(december.lines[0]?.cost, '30.00')
  assert.ok(!december.lines.some(({ email }) => email === 'eve@example.com'))
  // October: they were there from the 20th.
  const october = await statementOf('2026-10')
  const daysOf = (email: string) =>
    october.lines
      .filter(line => line.email === email && line.item === 'month')
      .map(({ quantity }) => quantity)
  assert.deepEqual(daysOf('ana@example.com'), [12])
  // Made, deleted and made again within a day: two accounts.
  assert.deepEqual(daysOf('before@example.com').sort(), [1, 12])
})

test('as CSV it says the same, and an address is no formula', async () => {
  await make('=1+1@example.com')
  const month = '2026-12'
  const { text, status } = await ask(`acme/statements/${month}/csv`)
  assert.equal(status, 200)
  const rows: Record<string, string>[] = parse(text, { bom: true, columns: true })
  const statement = await statementOf(month)
  assert.equal(rows.length, statement.lines.length + 1)
  assert.equal(rows.at(-1)?.amount, statement.amount)
  assert.deepEqual(
    rows.slice(0, -1).map(({ account, item, amount }) => [account, item, amount]),
    statement.lines.map(({ account, item, amount }) => [account, item, amount]),
  )
  assert.ok(rows.some(({ email }) => email === "'=1+1@example.com"))
})

test('a customer who goes is charged for what was, and gets nothing new', async () => {
  assert.equal(await relay.tenants.delete('other').catch(problem => problem.code), 'conflict')
  for (const { id } of (await ask('other/accounts')).json.accounts)
    await ask(`other/accounts/${id}`, { method: 'DELETE' })
  await ask('other/prices/2026-10', { method: 'PUT', body: PRICES })
  await relay.tenants.delete('other')
  assert.equal((await make('new@example.com', 'other')).code, 'conflict')
  const { lines } = await statementOf('2026-10', 'other')
  assert.deepEqual(
    lines.map(({ email, item }) => `${email} ${item}`),
    ['ana', 'private'].flatMap(who =>
      ['activation', 'month'].map(item => `${who}@example.com ${item}`),
    ),
  )
})
