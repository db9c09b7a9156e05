import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import type { CrmField } from '../../js-shim/src/core/rules.js'
import { signAgentToken } from '../../relay/src/index.js'
import {
  RelayUnderTest,
  readAnswer,
  TOKEN_SECRET,
  WEBHOOK_TOKEN,
} from './support/relay-under-test.js'

const account = { webhookToken: WEBHOOK_TOKEN }
let relay: RelayUnderTest
before(async () => {
  relay = await RelayUnderTest.open({ options: { deskbell: account, pbxware: account } })
})
after(() => relay.close())

const headers = async (admin: boolean) => ({
  authorization: `Bearer ${await signAgentToken(TOKEN_SECRET, { extension: '100', name: 'Ada', admin })}`,
})
const get = async (path: string, admin = true) =>
  readAnswer(await fetch(relay.base + path, { headers: await headers(admin) }))
const put = async (name: string, body: unknown, admin = true) =>
  readAnswer(
    await fetch(`${relay.base}/settings/${name}`, {
      method: 'PUT',
      headers: { ...(await headers(admin)), 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  )

test('an admin reads them; an agent and a stranger do not', async () => {
  const settings = JSON.parse((await get('/settings')).text)
  assert.deepEqual(Object.keys(settings), ['matrix', 'routing', 'clients'])
  assert.equal(settings.matrix.version, 0)
  assert.ok(settings.matrix.value.rows.length > 10)
  for (const path of ['/settings', '/settings/matrix', '/users', '/fields']) {
    assert.deepEqual([(await get(path, false)).status, (await get(path)).status], [401, 200], path)
    assert.equal((await fetch(relay.base + path)).status, 401, path)
  }
  assert.equal((await put('clients', { version: 0, value: { lastDigits: 7 } }, false)).status, 401)
  assert.equal((await get('/settings/secrets')).status, 400)
})

test('two admins do not undo each other’s work unseen', async () => {
  const first = await put('clients', { version: 0, value: { lastDigits: 10 } })
  assert.deepEqual([first.status, JSON.parse(first.text)], [200, { version: 1 }])
  const second = await put('clients', { version: 0, value: { lastDigits: 8 } })
  assert.deepEqual([second.status, second.code], [409, 'conflict'])
  assert.deepEqual(JSON.parse((await get('/settings/clients')).text), {
    version: 1,
    value: { lastDigits: 10 },
  })
})

test('every mistake is said with its place, and changes nothing', async () => {
  const cases: [string, unknown, RegExp][] = [
    ['clients', { lastDigits: 3 }, /lastDigits/],
    ['clients', { lastDigits: 9, more: 1 }, /lastDigits/],
    ['matrix', { rows: {} }, /rows is not a list/],
    ['matrix', null, /not an object/],
    ['routing', { blacklist: [{ key: '' }] }, /blacklist\[0\]\.key/],
  ]
  for (const [name, value, mistake] of cases) {
    const before = await get(`/settings/${name}`)
    const answer = await put(name, { version: JSON.parse(before.text).version, value })
    assert.deepEqual([answer.status, answer.code], [400, 'bad_rules'], answer.text)
    assert.match(answer.text, mistake)
    assert.equal((await get(`/settings/${name}`)).text, before.text)
  }
  assert.equal((await put('routing', { value: {} })).status, 400, 'without a version')
})

test('a mapping is checked against the CRM’s own fields', async () => {
  const field: CrmField = { entity: 'contact', name: 'source', type: 'text' }
  relay.crm.crmFields.push(field)
  const { version, value } = await relay.settings.get('matrix')
  const mapped = (name: string) => ({
    version,
    value: { ...value, fields: [{ value: 'line', entity: 'contact', field: name }] },
  })
  assert.match((await put('matrix', mapped('nowhere'))).text, /fields\[0\]: the CRM has no field/)
  relay.crm.away = true
  assert.equal((await put('matrix', mapped('source'))).code, 'unreachable')
  assert.equal((await get('/users')).code, 'unreachable')
  relay.crm.away = false
  assert.equal((await put('matrix', mapped('source'))).status, 200)
})

test('they outlive the server, in every version', async () => {
  await relay.restart()
  assert.deepEqual(await relay.settings.get('clients'), { version: 1, value: { lastDigits: 10 } })
  assert.equal(relay.database.rows('select name from settings').length, 2)
})

test('any telephone system can tell its calls in Deskbell’s own JSON', async () => {
  const url = `${relay.base}/webhooks/deskbell/${WEBHOOK_TOKEN}`
  const post = (body: unknown, address = url) =>
    relay.post(JSON.stringify(body), { 'content-type': 'application/json' }, address)
  const base = { callId: 'c-1', direction: 'inbound', from: '0612345678', line: '+31201234567' }
  const events = [
    { ...base, id: '1', type: 'ringing', agent: '101' },
    { ...base, id: '2', type: 'ended', outcome: 'missed' },
  ]
  assert.equal((await post({ provider: 'ownpbx', events })).status, 200)
  assert.equal((await post({ provider: 'ownpbx', events })).status, 200)
  assert.equal(relay.database.rows('select seq from events').length, 2)
  const [record] = relay.crm.attempts
  assert.deepEqual([record?.from, record?.outcome], ['+31612345678', 'missed'])
  assert.equal((await post({ events: [{}] })).code, 'bad_payload')
  assert.equal((await post({ events }, `${url}x`)).status, 401)
  assert.equal((await fetch(url)).status, 404, 'by POST only')
})
