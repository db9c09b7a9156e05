// Two customers of one vendor on one relay, who use the same numbers, extensions and call ids.
import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { SignJWT } from 'jose'
import { signAgentToken, type TenantOptions } from '../../relay/src/index.js'
import { MemoryCrm } from './support/memory-crm.js'
import {
  type Answer,
  RelayUnderTest,
  readAnswer,
  TOKEN_SECRET,
} from './support/relay-under-test.js'
import { settled } from './support/settled.js'
import { StreamClient } from './support/stream-client.js'
import { until } from './support/until.js'
import { ZADARMA_KEY } from './support/zadarma-double.js'
import * as zadarma from './support/zadarma-notice.js'

const TENANTS = ['acme', 'other'] as const
type Id = (typeof TENANTS)[number]
const PROVIDERS = ['zadarma', 'ringostat', 'pbxware', 'deskbell'] as const
const tokenOf = (id: string) => `webhook-token-of-${id}-0123456789`
const CALLS = Array.from({ length: 12 }, (_, number) => `call-${number}`)

let relay: RelayUnderTest
const crms = { default: new MemoryCrm(), acme: new MemoryCrm(), other: new MemoryCrm() }

function optionsOf(id: string): TenantOptions {
  const account = { webhookToken: tokenOf(id) }
  const api = { key: ZADARMA_KEY, secret: `${id}'s own secret`, apiUrl: relay.zadarma.url }
  return {
    country: 'NL',
    zadarma: { ...account, ...api, timeZone: 'UTC' },
    ringostat: account,
    pbxware: account,
    deskbell: account,
  }
}

before(async () => {
  relay = await RelayUnderTest.open({
    options: { crm: id => crms[id as keyof typeof crms] ?? new MemoryCrm() },
  })
  for (const id of TENANTS) await relay.tenants.put(id, optionsOf(id))
})
after(() => relay.close())

const addressOf = (id: string, provider: string, token = tokenOf(id)) =>
  `${relay.base}/t/${id}/webhooks/${provider}/${token}`

/** In Deskbell's own JSON; the caller's number says whose call it is. */
function event(id: Id, callId: string, type: string, more: Record<string, unknown> = {}) {
  const from = id === 'acme' ? '+31612345678' : '+31687654321'
  const base = { callId, direction: 'inbound', from, line: '+31201234567', agent: '101' }
  return { ...base, id: `${type}-${callId}`, type, ...more }
}

const tell = (address: string, events: unknown[]): Promise<Answer> =>
  relay.post(
    JSON.stringify({ provider: 'pbx', events }),
    { 'content-type': 'application/json' },
    address,
  )

interface Asker {
  tenant: string
  extension?: string
  admin?: boolean
}
const bearer = async ({ tenant, extension = '101', admin = false }: Asker) =>
  `Bearer ${await signAgentToken(TOKEN_SECRET, { tenant, extension, name: 'A', admin })}`

async function ask(
  authorization: string,
  path: string,
  method = 'GET',
  body?: unknown,
): Promise<Answer> {
  const headers: Record<string, string> = { authorization }
  if (body !== undefined) headers['content-type'] = 'application/json'
  return readAnswer(
    await fetch(relay.base + path, {
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    }),
  )
}

async function streamOf(tenant: string, cursor?: string): Promise<StreamClient> {
  const token = (await bearer({ tenant })).slice('Bearer '.length)
  const client = await StreamClient.open(relay.base, token, cursor === undefined ? {} : { cursor })
  return client.until(({ messages, comments }) => messages.length + comments > 0)
}

const TABLES = [
  'events',
  'calls',
  'call_aliases',
  'call_agents',
  'signed_texts',
  'decisions',
  'actions',
  'settings',
  'deliveries',
]
/** How many of each table are a tenant's. */
const rowsOf = (tenant: string) =>
  relay.rows<{ name: string; n: number }>(
    TABLES.map(
      table => `select '${table}' as name, count(*) as n from ${table} where tenant = '${tenant}'`,
    ).join(' union all '),
  )

test('the same call ids at two tenants are two calls, each for its own agents and CRM', async () => {
  const streams = { acme: await streamOf('acme'), other: await streamOf('other') }
  for (const callId of CALLS) {
    for (const id of TENANTS) {
      const { status, text } = await tell(addressOf(id, 'deskbell'), [event(id, callId, 'ringing')])
      assert.equal(status, 200, text)
    }
  }
  for (const id of TENANTS) {
    const number = event(id, '', '').from
    await streams[id].until(({ events }) => events.length >= CALLS.length)
    assert.deepEqual(new Set(streams[id].events.map(({ data }) => data.from)), new Set([number]))
    await tell(addressOf(id, 'deskbell'), [event(id, 'call-0', 'ended', { outcome: 'missed' })])
    await until(() => crms[id].records.size === 1, `a record at ${id}`)
    assert.deepEqual(
      [...crms[id].records.values()].map(({ from }) => from),
      [number],
    )
    streams[id].close()
  }
  assert.equal(crms.default.attempts.length, 0)
})

test('settings of one are not the other’s, and count for the next call', async () => {
  const admin = await bearer({ tenant: 'acme', admin: true })
  const other = await bearer({ tenant: 'other', admin: true })
  const blocked = { blacklist: [{ key: '31612345678' }] }
  const put = await ask(admin, '/settings/routing', 'PUT', { version: 0, value: blocked })
  assert.equal(put.status, 200, put.text)
  assert.deepEqual(JSON.parse((await ask(other, '/settings/routing')).text), {
    version: 0,
    value: {},
  })
  assert.deepEqual((await relay.settings.get('routing')).version, 0)
  const start = { ...zadarma.start(zadarma.pbxCallId(1)), caller_id: '+31612345678' }
  for (const [id, answer] of [
    ['acme', { redirect: 'blacklist' }],
    ['other', {}],
  ] as const) {
    const { text } = await relay.post(
      new URLSearchParams(start).toString(),
      { signature: signedBy(`${id}'s own secret`, start) },
      addressOf(id, 'zadarma'),
    )
    assert.deepEqual(JSON.parse(text || '{}'), answer, id)
  }
})

test('200 attempts to cross from one tenant to the other: all refused, nothing changed', async () => {
  await settled(relay)
  const before = rowsOf('other')
  const works = { records: crms.other.attempts.length, questions: crms.other.asked }
  const attempts: [string, () => Promise<Answer>, number[]][] = []
  const agent = await bearer({ tenant: 'acme', extension: '555' })
  const contact = { contact: { id: '1', name: 'Eve' } }
  // Calls that one's own tenant has not, and those it has under the same id but not for this agent.
  await tell(addressOf('other', 'deskbell'), [event('other', 'only-other', 'ringing')])
  const known = rowsOf('other')
  for (const callId of [...CALLS, 'only-other']) {
    for (const [method, path, body] of [
      ['POST', 'contact', contact],
      ['POST', 'blacklist', undefined],
      ['GET', 'replay', undefined],
    ] as const) {
      attempts.push([
        `${path} of ${callId}`,
        () => ask(agent, `/calls/${callId}/${path}`, method, body),
        [404],
      ])
    }
  }
  // Tokens that name a tenant which is not there, or are not the vendor's.
  const names = [
    'nobody',
    'OTHER',
    'acme,other',
    'other/',
    'deleted',
    'other ',
    ' other',
    '../other',
    'other\0',
    'other%00',
    '',
    'a'.repeat(64),
    42,
    null,
    ['other'],
    { id: 'other' },
    true,
  ]
  for (const name of names) {
    for (const path of ['/stream', '/settings', '/calls/call-1/replay']) {
      attempts.push([`${path} as ${JSON.stringify(name)}`, () => forged(name, path), [401]])
    }
  }
  for (const secret of [`${TOKEN_SECRET} `, 'another secret of thirty-two bytes or more']) {
    for (const path of ['/stream', '/settings', '/users', '/fields', '/calls/call-1/replay']) {
      attempts.push([`${path}, signed by another`, () => forged('other', path, secret), [401]])
    }
  }
  // A right token at the other's address, and an address that is bent.
  for (const provider of PROVIDERS) {
    const body = [event('acme', 'crossing', 'ringing')]
    const bent = [
      addressOf('other', provider, tokenOf('acme')),
      addressOf('other', provider, ''),
      addressOf('other', provider, `${tokenOf('other')}x`),
      addressOf('other', provider, tokenOf('other').toUpperCase()),
      addressOf('other', provider, `${tokenOf('acme')}%2f..%2f${tokenOf('other')}`),
      addressOf('OTHER', provider, tokenOf('other')),
      addressOf('other%20', provider, tokenOf('other')),
      addressOf('acme%2f..%2fother', provider, tokenOf('other')),
      addressOf('acme%00other', provider, tokenOf('other')),
      addressOf('default', provider, tokenOf('other')),
      addressOf('nobody', provider, tokenOf('other')),
      `${relay.base}/webhooks/${provider}/${tokenOf('other')}`,
      `${relay.base}/webhooks/${provider}/${tokenOf('other')}?tenant=other`,
      `${addressOf('acme', provider, tokenOf('other'))}?tenant=other`,
      `${relay.base}/t/other/t/acme/webhooks/${provider}/${tokenOf('acme')}`,
    ]
    for (const address of bent) {
      attempts.push([
        address,
        async () =>
          provider === 'pbxware' ? readAnswer(await fetch(address)) : tell(address, body),
        [400, 401, 404],
      ])
    }
  }
  // What one tenant's telephone system signed, at the other's own address.
  for (let number = 100; number < 125; number++) {
    const fields = zadarma.start(zadarma.pbxCallId(number))
    attempts.push([
      'another’s signature',
      () =>
        relay.post(
          new URLSearchParams(fields).toString(),
          { signature: signedBy("acme's own secret", fields) },
          addressOf('other', 'zadarma'),
        ),
      [401],
    ])
  }
  // The other's cursors: they are numbers, and lead to nothing of the other's.
  const seqs = relay.rows<{ seq: number }>('select seq from events where tenant = ?', 'other')
  for (const { seq } of seqs) {
    attempts.push([`cursor ${seq}`, () => stealBy(String(seq)), [404]])
  }
  for (const cursor of ['0', '999999999', '-1', 'other', '1e3']) {
    attempts.push([`cursor ${cursor}`, () => stealBy(cursor), [404]])
  }

  assert.ok(attempts.length >= 200, `${attempts.length} attempts`)
  for (const [what, attempt, allowed] of attempts) {
    const { status, text } = await attempt()
    assert.ok(allowed.includes(status), `${what}: ${status} ${text}`)
    assert.ok(!text.includes('87654321'), what)
  }
  assert.deepEqual(rowsOf('other'), known)
  assert.notDeepEqual(known, before)
  assert.deepEqual({ records: crms.other.attempts.length, questions: crms.other.asked }, works)
  const admin = await bearer({ tenant: 'other', admin: true })
  assert.equal(JSON.parse((await ask(admin, '/settings/routing')).text).version, 0)
})

test('a tenant that is suspended: streams end, nothing comes in; and back again', async () => {
  const stream = await streamOf('other')
  const agent = await bearer({ tenant: 'other' })
  await relay.tenants.suspend('other')
  await until(() => stream.ended, 'the stream’s end')
  const ringing = [event('other', 'call-1', 'answered')]
  assert.equal((await tell(addressOf('other', 'deskbell'), ringing)).status, 401)
  assert.equal((await ask(agent, '/calls/call-1/replay')).status, 401)
  await relay.tenants.suspend('other', false)
  assert.equal((await tell(addressOf('other', 'deskbell'), ringing)).status, 200)
  assert.equal((await ask(agent, '/calls/call-1/replay')).status, 200)
})

test('what is changed counts at once: another token, another secret, a system less', async () => {
  const { deskbell: _, ...options } = optionsOf('other')
  const webhookToken = 'a new token of the other tenant'
  await relay.tenants.put('other', { ...options, ringostat: { webhookToken } })
  const notice = [event('other', 'call-2', 'answered')]
  assert.equal((await tell(addressOf('other', 'deskbell'), notice)).status, 401)
  const ringostat = (token: string) =>
    fetch(`${addressOf('other', 'ringostat', token)}?moment=start`)
  assert.equal((await ringostat(tokenOf('other'))).status, 401)
  assert.notEqual((await ringostat(encodeURIComponent(webhookToken))).status, 401)
  await assert.rejects(() => relay.tenants.put('other', { country: 'Holland' }), /country/)
  await assert.rejects(() => relay.tenants.put('default', optionsOf('default')), /default/)
  await assert.rejects(() => relay.tenants.put('../x', optionsOf('x')), /tenant/)
})

test('a tenant that is deleted leaves nothing, and the others all of theirs', async () => {
  const acme = rowsOf('acme')
  await relay.tenants.delete('other')
  for (const { name, n } of rowsOf('other')) assert.equal(n, 0, name)
  assert.deepEqual(rowsOf('acme'), acme)
  assert.equal((await ask(await bearer({ tenant: 'other' }), '/settings')).status, 401)
  await assert.rejects(() => relay.tenants.put('other', optionsOf('other')), /deleted/)
  assert.deepEqual(await relay.tenants.list(), [{ id: 'acme', suspended: false }])
})

test('work that was left is done after a start, though nobody asks for the tenant', async () => {
  crms.acme.away = true
  await tell(addressOf('acme', 'deskbell'), [
    event('acme', 'call-5', 'ended', { outcome: 'missed' }),
  ])
  await until(() => crms.acme.attempts.some(({ callId }) => callId === 'call-5'), 'an attempt')
  await relay.restart()
  crms.acme.away = false
  await until(() => crms.acme.records.has('call-5'), 'the record', 10_000)
})

function signedBy(secret: string, fields: zadarma.Fields): string {
  return zadarma.sign(fields, 'hex', secret)
}

async function forged(tenant: unknown, path: string, secret = TOKEN_SECRET): Promise<Answer> {
  const token = await new SignJWT({ tenant, admin: true, name: 'Eve' })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject('101')
    .setAudience('deskbell-relay')
    .setExpirationTime('5m')
    .sign(new TextEncoder().encode(secret))
  return ask(`Bearer ${token}`, path)
}

/** 404 when nothing of the other's came by this cursor. */
async function stealBy(cursor: string): Promise<Answer> {
  const stream = await streamOf('acme', cursor)
  // An event of its own comes behind whatever was sent.
  const callId = `after-${cursor.replaceAll('.', '')}`
  await tell(addressOf('acme', 'deskbell'), [event('acme', callId, 'ringing')])
  await stream.until(({ events }) => events.some(({ data }) => data.callId === callId))
  stream.close()
  const text = JSON.stringify(stream.messages)
  return { status: text.includes('87654321') ? 200 : 404, text, code: undefined }
}
