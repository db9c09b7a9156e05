import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { RelayUnderTest, readAnswer } from './support/relay-under-test.js'
import * as zadarma from './support/zadarma-notice.js'

let relay: RelayUnderTest
const logged: string[] = []
before(async () => {
  const stream = { write: (line: string) => void logged.push(line) }
  relay = await RelayUnderTest.open({ server: { logger: { level: 'trace', stream } } })
})
after(() => relay.close())

test('the vendor’s address check gets its value back, as text', async () => {
  for (const method of ['GET', 'POST']) {
    const response = await fetch(`${relay.webhook}?zd_echo=${encodeURIComponent('<b>é 1')}`, {
      method,
    })
    assert.equal(response.status, 200)
    assert.match(response.headers.get('content-type') ?? '', /^text\/plain/)
    assert.equal(response.headers.get('x-content-type-options'), 'nosniff')
    assert.equal(await response.text(), '<b>é 1')
  }
  const refused = [
    [`${relay.webhook}?zd_echo=${'x'.repeat(257)}`, 400],
    [`${relay.webhook}?zd_echo=1&zd_echo=2`, 400],
    [relay.webhook, 400],
    [`${relay.base}/webhooks/zadarma/a-wrong-token-0123456789?zd_echo=1`, 401],
  ] as const
  for (const [url, status] of refused) assert.equal((await fetch(url)).status, status, url)
})

test('a signed event is stored once, in both spellings of the signature', async () => {
  const before = relay.count('events')
  for (const [number, spelling] of [
    [1, 'hex'],
    [2, 'raw'],
  ] as const) {
    const fields = zadarma.start(zadarma.pbxCallId(number))
    const answer = await relay.notify(fields, { signature: zadarma.sign(fields, spelling) })
    assert.equal(answer.status, 200, answer.text)
    assert.equal(answer.text, '{}')
  }
  assert.equal(relay.count('events'), before + 2)
})

test('50 identical ones at once are one row, and all are answered 200', async () => {
  const before = relay.count('events')
  const fields = zadarma.rings(zadarma.pbxCallId(3), '101')
  const answers = await Promise.all(Array.from({ length: 50 }, () => relay.notify(fields)))
  assert.deepEqual(new Set(answers.map(answer => answer.status)), new Set([200]))
  assert.equal(relay.count('events'), before + 1)
  assert.equal((await relay.notify(fields)).status, 200)
  assert.equal(relay.count('events'), before + 1)
})

test('events are stored in the order in which they came', async () => {
  const id = zadarma.pbxCallId(4)
  await relay.tell(
    zadarma.start(id),
    zadarma.rings(id, '101'),
    zadarma.answers(id, '101'),
    zadarma.ends(id, { internal: '101' }),
    zadarma.records(id, '1585913205.75283'),
  )
  const rows = relay.rows<{ body: string }>('select body from events where call_id = ?', id)
  const types = rows.map(row => JSON.parse(row.body).type)
  assert.deepEqual(types, ['offered', 'ringing', 'answered', 'ended', 'recorded'])
  const record = await relay.record(id)
  assert.equal(record.outcome, 'completed')
  assert.equal(record.talkSeconds, 42)
  assert.equal(record.agent, '101')
  assert.equal(record.line, '+442037691881')
})

test('an event that says nothing about a call is accepted and not stored', async () => {
  const before = relay.count('events')
  const ivr = { ...zadarma.start(zadarma.pbxCallId(5)), event: 'NOTIFY_IVR' }
  const { status, text } = await relay.notify(ivr)
  assert.deepEqual([status, text], [200, '{}'])
  assert.equal(relay.count('events'), before)
})

test('forged, unsigned, malformed and oversized: a clear answer, and nothing changes', async () => {
  const before = relay.count('events')
  const fields = zadarma.start(zadarma.pbxCallId(6))
  const body = new URLSearchParams(fields).toString()
  const signature = zadarma.sign(fields)
  const elsewhere = `${relay.base}/webhooks/zadarma/a-wrong-token-0123456789`
  const json = { 'content-type': 'application/json', signature }
  const cases: [string, number, string, Promise<{ status: number; code: string | undefined }>][] = [
    ['no signature', 401, 'unauthorized', relay.post(body, {})],
    ['empty signature', 401, 'unauthorized', relay.post(body, { signature: '' })],
    ['doubled', 401, 'unauthorized', relay.post(body, { signature: `${signature}, ${signature}` })],
    ['another secret', 401, 'unauthorized', relay.post(body, { signature: 'AAAA' })],
    ['wrong token', 401, 'unauthorized', relay.post(body, { signature }, elsewhere)],
    ['no body', 400, 'bad_payload', relay.post('', { signature })],
    ['no event', 400, 'bad_payload', relay.post('a=b', { signature })],
    ['unknown event', 400, 'bad_payload', relay.post('event=NOTIFY_X', { signature })],
    ['broken escape', 400, 'bad_payload', relay.post('event=%zz', { signature })],
    ['JSON', 400, 'bad_payload', relay.post(JSON.stringify(fields), json)],
    ['65 KiB', 413, 'too_large', relay.post(`${body}&x=${'x'.repeat(65 * 1024)}`, { signature })],
    ['2 MB', 413, 'too_large', relay.post(`${body}&x=${'x'.repeat(2e6)}`, { signature })],
  ]
  for (const [name, status, code, answer] of cases) {
    const given = await answer
    assert.deepEqual([given.status, given.code], [status, code], name)
  }
  assert.equal(relay.count('events'), before)
})

test('a doubled signature header is refused', async () => {
  const fields = zadarma.start(zadarma.pbxCallId(7))
  const headers = new Headers({ 'content-type': 'application/x-www-form-urlencoded' })
  headers.append('signature', zadarma.sign(fields))
  headers.append('signature', zadarma.sign(fields))
  const request = { method: 'POST', headers, body: new URLSearchParams(fields).toString() }
  assert.equal((await readAnswer(await fetch(relay.webhook, request))).status, 401)
})

test('a body without end or of a wrong method does not get in', async () => {
  assert.equal((await fetch(relay.webhook, { method: 'PUT', body: 'x' })).status, 404)
  const chunked = new ReadableStream({
    start(controller) {
      for (let i = 0; i < 40; i++) controller.enqueue(new TextEncoder().encode('x'.repeat(2048)))
      controller.close()
    },
  })
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const request = { method: 'POST', headers, body: chunked, duplex: 'half' } as RequestInit
  assert.equal((await fetch(relay.webhook, request)).status, 413)
})

test('the ringing desk phone gets the caller’s name in Latin letters', async () => {
  relay.crm.contacts.push({ id: '1', name: 'Олена Шевченко', numbers: ['+442037691880'] })
  const first = await relay.notify(zadarma.start(zadarma.pbxCallId(8)))
  assert.deepEqual(JSON.parse(first.text), { caller_name: 'Olena Shevchenko' })
  const again = await relay.notify(zadarma.start(zadarma.pbxCallId(8)))
  assert.deepEqual(JSON.parse(again.text), { caller_name: 'Olena Shevchenko' })
  const other = await relay.notify(zadarma.rings(zadarma.pbxCallId(8), '101'))
  assert.equal(other.text, '{}')
})

test('a slow CRM does not keep the caller waiting, nor does a broken one', async () => {
  relay.crm.findDelayMs = 3000
  const began = performance.now()
  const answer = await relay.notify(zadarma.start(zadarma.pbxCallId(9)))
  const took = performance.now() - began
  assert.deepEqual([answer.status, answer.text], [200, '{}'])
  assert.ok(took < 600, `${took} ms`)
  relay.crm.findDelayMs = 0
  relay.crm.away = true
  assert.equal((await relay.notify(zadarma.start(zadarma.pbxCallId(10)))).text, '{}')
  relay.crm.away = false
})

test('the token in the address, the secrets and the agents’ tokens stand in no log', async () => {
  await relay.notify(zadarma.start(zadarma.pbxCallId(11)))
  // Mistyped addresses and methods, which a server likes to log.
  assert.equal((await fetch(`${relay.webhook}/`)).status, 404)
  assert.equal(
    (await fetch(`${relay.webhook}/${'x'.repeat(200)}`, { method: 'DELETE' })).status,
    404,
  )
  const stream = await relay.stream('101')
  stream.close()
  const log = logged.join('')
  assert.match(log, /incoming request/)
  assert.match(log, /\/webhooks\/…/)
  assert.doesNotMatch(log, /webhook-token-of-this-test/)
  assert.doesNotMatch(log, /zadarma-test-secret|a secret of this test|Bearer|eyJ/)
})

test('health', async () => {
  const response = await fetch(`${relay.base}/health`)
  assert.equal(response.status, 200)
  const { status, version } = (await response.json()) as Record<string, unknown>
  assert.equal(status, 'ok')
  assert.ok(version)
})
