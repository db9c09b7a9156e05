// What whoever runs the relay needs: figures, tenants, deletion, and that one cannot crowd out others.
import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { signAgentToken } from '../../relay/src/index.js'
import { RateLimit } from '../../relay/src/operations/rate-limit.js'
import {
  type Answer,
  RelayUnderTest,
  readAnswer,
  TOKEN_SECRET,
} from './support/relay-under-test.js'
import { settled } from './support/settled.js'
import { until } from './support/until.js'
import * as zadarma from './support/zadarma-notice.js'

const DAY = 24 * 60 * 60_000
const OPERATOR = 'the token of the operator of this test'
const clock = { ahead: 0 }
let relay: RelayUnderTest
before(async () => {
  relay = await RelayUnderTest.open({
    options: {
      operatorToken: OPERATOR,
      keepDays: 30,
      limits: { webhooks: { perSecond: 0.001, burst: 60 } },
      now: () => Date.now() + clock.ahead,
    },
  })
})
after(() => relay.close())

async function operator(
  path: string,
  method = 'GET',
  body?: unknown,
  token = OPERATOR,
): Promise<Answer> {
  const headers: Record<string, string> = { authorization: `Bearer ${token}` }
  if (body !== undefined) headers['content-type'] = 'application/json'
  return readAnswer(
    await fetch(relay.base + path, {
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    }),
  )
}

const ADDRESSES: [string, string][] = [
  ['GET', '/metrics'],
  ['GET', '/v1/tenants'],
  ['GET', '/v1/tenants/acme'],
  ['PUT', '/v1/tenants/acme'],
  ['PATCH', '/v1/tenants/acme'],
  ['DELETE', '/v1/tenants/acme'],
  ['POST', '/v1/tenants/default/forget'],
]

test('the operator’s addresses are for the operator only, and not there without one', async t => {
  const admin = await signAgentToken(TOKEN_SECRET, { extension: '1', name: 'A', admin: true })
  const without = await RelayUnderTest.open()
  t.after(() => without.close())
  for (const [method, path] of ADDRESSES) {
    for (const token of ['', 'x', admin, `${OPERATOR}x`, OPERATOR.slice(1)]) {
      assert.equal(
        (await operator(path, method, undefined, token)).status,
        401,
        `${method} ${path}`,
      )
    }
    const answer = await fetch(without.base + path, {
      method,
      headers: { authorization: `Bearer ${OPERATOR}` },
    })
    assert.equal(answer.status, 404, path)
  }
})

test('tenants over HTTP: made, shown without secrets, suspended, deleted', async () => {
  const account = { webhookToken: 'a webhook token of acme' }
  const crm = { url: 'https://crm.example/deskbell', secret: 'hidden secret' }
  const put = (options: unknown) => operator('/v1/tenants/acme', 'PUT', { options })
  assert.equal((await put({ country: 'NL', deskbell: account, crm })).status, 200)
  const shown = await operator('/v1/tenants/acme')
  assert.deepEqual(JSON.parse(shown.text), {
    id: 'acme',
    suspended: false,
    options: { country: 'NL', deskbell: {}, crm: { url: crm.url } },
  })
  for (const [wrong, where] of [
    [{ country: 'Holland' }, /country/],
    [{ country: 'NL', deskbell: { webhookToken: 'short' } }, /deskbell\.webhookToken/],
    [{ country: 'NL', deskbell: { ...account, timeZone: 'Mars/North' } }, /deskbell\.timeZone/],
    [{ country: 'NL', deskbell: { ...account, addresses: ['x'] } }, /addresses/],
    [{ country: 'NL', crm: { url: 'file:///etc', secret: 'x' } }, /crm\.url/],
  ] as const) {
    const { status, text } = await put(wrong)
    assert.equal(status, 400, text)
    assert.match(text, where)
  }
  for (const wrong of [null, 1, 'x', [], {}, { country: null }, { country: 'NL', zadarma: 1 }]) {
    assert.equal((await put(wrong)).status, 400, JSON.stringify(wrong))
  }
  assert.equal((await operator('/v1/tenants/acme', 'PATCH', { suspended: true })).status, 200)
  assert.deepEqual(JSON.parse((await operator('/v1/tenants')).text), {
    tenants: [{ id: 'acme', suspended: true }],
  })
  assert.equal((await operator('/v1/tenants/acme', 'DELETE')).status, 204)
  assert.equal((await operator('/v1/tenants/acme')).status, 404)
  assert.equal((await operator('/v1/tenants/nobody', 'PATCH', { suspended: true })).status, 404)
})

test('figures for Prometheus, with nobody’s number, name, token or tenant in them', async () => {
  const id = zadarma.pbxCallId(1)
  await relay.tell(zadarma.start(id), zadarma.rings(id, '101'))
  const stream = await relay.stream('101')
  const { status, text } = await operator('/metrics')
  stream.close()
  assert.equal(status, 200)
  assert.match(text, /^deskbell_events_total 2$/m)
  assert.match(text, /^deskbell_streams 1$/m)
  assert.match(text, /^deskbell_due\{kind="records"\} 0$/m)
  assert.match(
    text,
    /^deskbell_request_seconds_count\{method="POST",route="\/deskbell\/webhooks\/zadarma\/:token",status="200"\} 2$/m,
  )
  assert.doesNotMatch(text, /webhook-token|31612|acme|"default"|"101"/)
})

test('one person’s calls are forgotten, with all that hangs on them; the others stay', async () => {
  const [hers, other] = [zadarma.pbxCallId(10), zadarma.pbxCallId(11)]
  const number = '+31201112233'
  const by = (id: string) => [
    zadarma.start(id, { caller_id: number }),
    zadarma.rings(id, '101', { caller_id: number }),
    zadarma.ends(id, { caller_id: number }),
  ]
  await relay.tell(...by(hers), zadarma.start(other), zadarma.rings(other, '101'))
  await relay.settings.put('routing', { blacklist: [{ key: '31201112233' }, { key: '4420' }] })
  const told = 'select count(*) as n from events where call_id = ?'
  assert.ok((relay.rows<{ n: number }>(told, hers)[0]?.n ?? 0) > 0)
  const stream = await relay.stream('101')
  const { cursor } = stream
  stream.close()

  const { status, text } = await operator('/v1/tenants/default/forget', 'POST', {
    number: '020 111 2233',
  })
  assert.deepEqual([status, JSON.parse(text)], [200, { calls: 1 }])
  for (const table of [
    'events',
    'calls',
    'call_agents',
    'call_aliases',
    'decisions',
    'actions',
    'deliveries',
  ]) {
    assert.equal(
      relay.rows(`select 1 as one from ${table} where call_id = ?`, hers).length,
      0,
      table,
    )
  }
  const rest = ['events', 'calls', 'signed_texts', 'deliveries', 'settings', 'call_aliases']
  for (const table of rest) {
    const all = JSON.stringify(relay.rows(`select * from ${table}`))
    assert.ok(!all.includes('201112233'), table)
  }
  assert.deepEqual((await relay.settings.get('routing')).value, { blacklist: [{ key: '4420' }] })
  assert.ok((relay.rows<{ n: number }>(told, other)[0]?.n ?? 0) > 0)
  // What was read before may show what is no more: it is told all anew.
  const before = await relay.stream('101', cursor === undefined ? '1' : String(Number(cursor) - 3))
  assert.equal(before.messages[0]?.event, 'snapshot')
  before.close()
  const wrong = await operator('/v1/tenants/default/forget', 'POST', { number: '12' })
  assert.equal(wrong.code, 'invalid_number')
})

test('old calls go after their time, but none of which the CRM lacks something', async () => {
  const [done, due] = [zadarma.pbxCallId(20), zadarma.pbxCallId(21)]
  const whole = (id: string) => [zadarma.start(id), zadarma.rings(id, '101'), zadarma.ends(id)]
  await relay.tell(...whole(done))
  await relay.record(done)
  clock.ahead += 3000
  await settled(relay)
  relay.crm.away = true
  await relay.tell(...whole(due))
  clock.ahead += 29 * DAY
  await relay.restart()
  assert.equal(relay.rows('select 1 as one from calls where call_id = ?', done).length, 1)
  clock.ahead += 2 * DAY
  await relay.restart()
  const there = (id: string) =>
    relay.rows('select 1 as one from events where call_id = ?', id).length > 0
  await until(() => !there(done), 'the deletion')
  assert.ok(there(due))
  relay.crm.away = false
})

test('a tenant that tells too much is told to wait, and the others are not', async () => {
  const account = { webhookToken: 'a webhook token of busy' }
  const put = { options: { country: 'NL', deskbell: account } }
  for (const id of ['busy', 'quiet']) await operator(`/v1/tenants/${id}`, 'PUT', put)
  const tell = (id: string) =>
    fetch(`${relay.base}/t/${id}/webhooks/deskbell/${encodeURIComponent(account.webhookToken)}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"events":[]}',
    })
  const statuses = new Map<number, number>()
  for (let i = 0; i < 70; i++) {
    const { status, headers } = await tell('busy')
    if (status === 429) assert.equal(headers.get('retry-after'), '1')
    statuses.set(status, (statuses.get(status) ?? 0) + 1)
  }
  assert.equal(statuses.get(429), 10, JSON.stringify([...statuses]))
  assert.notEqual((await tell('quiet')).status, 429)
})

test('a rate: a burst, then so many a second, for each key alone, and bounded memory', () => {
  let now = 0
  const limit = new RateLimit({ perSecond: 2, burst: 3 }, () => now)
  const may = (key: string) => {
    try {
      limit.take(key)
      return true
    } catch {
      return false
    }
  }
  assert.deepEqual(
    [1, 2, 3, 4].map(() => may('a')),
    [true, true, true, false],
  )
  assert.ok(may('b'))
  now += 500
  assert.deepEqual([may('a'), may('a')], [true, false])
  now += 60_000
  assert.deepEqual(
    [1, 2, 3, 4].map(() => may('a')),
    [true, true, true, false],
  )
  for (let i = 0; i < 50_000; i++) may(`key ${i}`)
  assert.ok(may('a'), 'forgotten, as if it had been quiet')
})
