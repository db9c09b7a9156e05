import assert from 'node:assert/strict'
import { after, afterEach, test } from 'node:test'
import type { SimStep } from '../../demo-host/pbx/sim-call.js'
import { startPbx } from '../../demo-host/pbx/start-pbx.js'
import { requestText, signature, signedText } from '../../demo-host/pbx/zadarma-signing.js'
import { webhookReceiver } from './webhook-receiver.js'

const key = 'test-key'
const secret = 'test-secret'
let reply: (fields: Record<string, string>) => { status?: number; body?: string } = () => ({})
const customer = await webhookReceiver(fields => reply(fields))
const pbx = await startPbx({
  key,
  secret,
  speed: 100,
  extensions: ['100', '101'],
  webhookUrl: customer.url,
})
after(async () => {
  await pbx.close()
  await customer.close()
})
afterEach(() => {
  customer.received.length = 0
  reply = () => ({})
})

interface Sim {
  id: string
  state: string
  callerName: string
  answeredBy: string
  disposition: string
  talkSeconds: number
  recorded: boolean
  recordingId: string
  steps: SimStep[]
}

async function request(method: string, path: string, body?: unknown) {
  const response = await fetch(pbx.url + path, {
    method,
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  })
  return { status: response.status, body: (await response.json()) as Sim }
}

/** Plays a whole incoming call and returns it as it ended. */
async function play(script: object): Promise<Sim> {
  const { status, body } = await request('POST', '/sim/calls', { from: '+31612345678', ...script })
  assert.equal(status, 201)
  await pbx.idle()
  return (await request('GET', `/sim/calls/${body.id}`)).body
}

const fieldsOf = (event: string) =>
  customer.received.filter(({ fields }) => fields.event === event).map(({ fields }) => fields)

test('an answered call: every webhook in order, with the right fields, each signed', async () => {
  const call = await play({ answerAfter: 2, duration: 10, record: true })
  assert.deepEqual(customer.events(), [
    'NOTIFY_START',
    'NOTIFY_INTERNAL',
    'NOTIFY_INTERNAL',
    'NOTIFY_ANSWER',
    'NOTIFY_END',
    'NOTIFY_RECORD',
  ])
  for (const { fields, signature: given, contentType } of customer.received) {
    assert.equal(given, signature(signedText(fields), secret), fields.event)
    assert.match(contentType, /^application\/x-www-form-urlencoded/)
    assert.equal(fields.pbx_call_id, call.id)
  }
  assert.match(call.id, /^in_[0-9a-f]{40}$/)
  const [start] = fieldsOf('NOTIFY_START')
  assert.match(start?.call_start ?? '', /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/)
  const base = {
    call_start: start?.call_start,
    pbx_call_id: call.id,
    caller_id: '31612345678',
    called_did: '31101234567',
  }
  assert.deepEqual(start, { event: 'NOTIFY_START', ...base })
  assert.deepEqual(
    fieldsOf('NOTIFY_INTERNAL').map(({ internal }) => internal),
    ['100', '101'],
  )
  const { called_did, ...rest } = base
  assert.deepEqual(fieldsOf('NOTIFY_ANSWER'), [
    { event: 'NOTIFY_ANSWER', ...rest, destination: called_did, internal: '100' },
  ])
  assert.deepEqual(fieldsOf('NOTIFY_END'), [
    {
      event: 'NOTIFY_END',
      ...base,
      internal: '100',
      duration: '10',
      disposition: 'answered',
      status_code: '16',
      is_recorded: '1',
      call_id_with_rec: call.recordingId,
      last_internal: '100',
    },
  ])
  assert.match(call.recordingId, /^\d{10}\.\d{5}$/)
  assert.deepEqual(fieldsOf('NOTIFY_RECORD'), [
    { event: 'NOTIFY_RECORD', call_id_with_rec: call.recordingId, pbx_call_id: call.id },
  ])
})

for (const [outcome, status_code] of [
  ['busy', '17'],
  ['cancel', '16'],
  ['no answer', '19'],
  ['failed', '41'],
] as const)
  test(`a call that ends with '${outcome}' has no answer, no talk and no recording`, async () => {
    const call = await play({ outcome, answerAfter: 1, record: true, extensions: ['102'] })
    assert.deepEqual(customer.events(), ['NOTIFY_START', 'NOTIFY_INTERNAL', 'NOTIFY_END'])
    const [end] = fieldsOf('NOTIFY_END')
    assert.equal(end?.disposition, outcome)
    assert.equal(end?.status_code, status_code)
    assert.equal(end?.duration, '0')
    assert.equal(end?.is_recorded, '0')
    assert.equal(end?.internal, undefined)
    assert.equal(call.disposition, outcome)
  })

test('voicemail: nobody answers, the end is answered without an extension, a recording follows', async () => {
  await play({ outcome: 'voicemail', answerAfter: 1, duration: 8 })
  assert.deepEqual(customer.events(), [
    'NOTIFY_START',
    'NOTIFY_INTERNAL',
    'NOTIFY_INTERNAL',
    'NOTIFY_END',
    'NOTIFY_RECORD',
  ])
  const [end] = fieldsOf('NOTIFY_END')
  assert.equal(end?.disposition, 'answered')
  assert.equal(end?.internal, undefined)
  assert.equal(end?.duration, '8')
})

test('a transfer rings at the colleague and is answered there', async () => {
  const script = { extensions: ['100'], transferTo: '102', answerAfter: 1, duration: 10 }
  const call = await play(script)
  const path = customer.received.map(({ fields }) => `${fields.event} ${fields.internal ?? ''}`)
  assert.deepEqual(path, [
    'NOTIFY_START ',
    'NOTIFY_INTERNAL 100',
    'NOTIFY_ANSWER 100',
    'NOTIFY_INTERNAL 102',
    'NOTIFY_ANSWER 102',
    'NOTIFY_END 102',
  ])
  assert.equal(call.talkSeconds, 10)
})

test('a call steered by hand waits, is answered at the named telephone, ends by hanging up', async () => {
  const { body } = await request('POST', '/sim/calls', { from: '31612345678' })
  await new Promise(resolve => setTimeout(resolve, 100))
  assert.equal((await request('GET', `/sim/calls/${body.id}`)).body.state, 'ringing')
  assert.equal(
    (await request('POST', `/sim/calls/${body.id}/answer`, { extension: '101' })).status,
    200,
  )
  assert.equal((await request('POST', `/sim/calls/${body.id}/answer`, {})).status, 409)
  await new Promise(resolve => setTimeout(resolve, 300))
  assert.equal((await request('POST', `/sim/calls/${body.id}/hangup`)).status, 200)
  await pbx.idle()
  const { body: call } = await request('GET', `/sim/calls/${body.id}`)
  assert.equal(call.answeredBy, '101')
  assert.equal(call.disposition, 'answered')
  assert.ok(call.talkSeconds >= 15 && call.talkSeconds < 60, `${call.talkSeconds} s`)
  assert.equal((await request('POST', `/sim/calls/${body.id}/hangup`)).status, 409)
})

test("the customer's answer to START is heard: name, redirect, blacklist, hang-up", async () => {
  const answerStart = (decision: object) => (fields: Record<string, string>) =>
    fields.event === 'NOTIFY_START' ? { body: JSON.stringify(decision) } : {}
  reply = answerStart({ caller_name: 'Anna de Jong' })
  assert.equal((await play({ answerAfter: 0, duration: 1 })).callerName, 'Anna de Jong')

  customer.received.length = 0
  reply = answerStart({ redirect: '102' })
  assert.equal((await play({ answerAfter: 0, duration: 1 })).answeredBy, '102')
  assert.deepEqual(
    fieldsOf('NOTIFY_INTERNAL').map(({ internal }) => internal),
    ['102'],
  )

  for (const [decision, disposition] of [
    [{ redirect: 'blacklist' }, 'busy'],
    [{ hangup: 1 }, 'cancel'],
  ] as const) {
    customer.received.length = 0
    reply = answerStart(decision)
    assert.equal((await play({ answerAfter: 0 })).disposition, disposition)
    assert.deepEqual(customer.events(), ['NOTIFY_START', 'NOTIFY_END'])
  }
})

test('a webhook that fails is logged, and the call goes on', async () => {
  reply = fields => (fields.event === 'NOTIFY_ANSWER' ? { status: 503, body: 'away' } : {})
  const call = await play({ answerAfter: 0, duration: 1 })
  const answered = call.steps.find(step => step.sent?.event === 'NOTIFY_ANSWER')
  assert.deepEqual(answered?.answer, { status: 503, body: 'away' })
  assert.equal(call.state, 'ended')
})

async function api(path: string, parameters: Record<string, string>, with_ = secret) {
  const query = new URLSearchParams(parameters)
  const signed = signature(requestText(path, parameters), with_)
  const response = await fetch(`${pbx.url}${path}?${query}`, {
    headers: { authorization: `${key}:${signed}` },
  })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}
const callback = { from: '100', to: '+31612345678', format: 'json' }

test('a signed request to dial makes one outgoing call', async () => {
  const before = pbx.calls.size
  const { status, body } = await api('/v1/request/callback/', callback)
  assert.equal(status, 200)
  const { time, ...rest } = body
  assert.deepEqual(rest, { status: 'success', from: '100', to: '31612345678' })
  assert.ok(Math.abs(Number(time) * 1000 - Date.now()) < 5000)
  assert.equal(pbx.calls.size, before + 1)
  await pbx.idle()
  assert.deepEqual(customer.events(), [
    'NOTIFY_OUT_START',
    'NOTIFY_ANSWER',
    'NOTIFY_OUT_END',
    'NOTIFY_RECORD',
  ])
  const [start] = fieldsOf('NOTIFY_OUT_START')
  assert.match(start?.pbx_call_id ?? '', /^out_[0-9a-f]{40}$/)
  assert.equal(start?.internal, '100')
  assert.equal(start?.destination, '31612345678')
  for (const { fields, signature: given } of customer.received)
    assert.equal(given, signature(signedText(fields), secret), fields.event)
})

test('a request that is forged, unsigned or wrong dials nothing', async () => {
  const before = pbx.calls.size
  const forged = await api('/v1/request/callback/', callback, 'another-secret')
  assert.deepEqual(forged, { status: 401, body: { status: 'error', message: 'Not authorized' } })
  const bare = await fetch(`${pbx.url}/v1/request/callback/?from=100&to=31612345678`)
  assert.equal(bare.status, 401)
  const wrong = await api('/v1/request/callback/', { ...callback, to: 'javascript:1' })
  assert.equal(wrong.status, 400)
  assert.equal(pbx.calls.size, before)
})

test("the agent's habits can be changed: the callee is busy", async () => {
  await request('PUT', '/sim/outgoing', { outcome: 'busy', answerAfter: 1 })
  await api('/v1/request/callback/', callback)
  await pbx.idle()
  await request('PUT', '/sim/outgoing', { outcome: 'answered', answerAfter: 3 })
  assert.deepEqual(customer.events(), ['NOTIFY_OUT_START', 'NOTIFY_OUT_END'])
  assert.equal(fieldsOf('NOTIFY_OUT_END')[0]?.disposition, 'busy')
})

test('a recording is fetched by a signed request and a link to a WAV file', async () => {
  const call = await play({ answerAfter: 0, duration: 2, record: true })
  const { body } = await api('/v1/pbx/record/request/', { call_id: call.recordingId })
  const file = await fetch(String(body.link))
  assert.equal(file.headers.get('content-type'), 'audio/wav')
  const bytes = Buffer.from(await file.arrayBuffer())
  assert.equal(bytes.toString('latin1', 0, 4), 'RIFF')
  assert.equal(bytes.length, 44 + 2 * 2 * 8000)
  const { body: links } = await api('/v1/pbx/record/request/', { pbx_call_id: call.id })
  assert.deepEqual(links.links, [body.link])
  assert.equal((await api('/v1/pbx/record/request/', { call_id: '1.1' })).status, 404)
})

test('too many requests are refused', async () => {
  const small = await startPbx({ key, secret, rateLimit: 2 })
  const ask = async () => (await fetch(`${small.url}/v1/info/timezone/`)).status
  const answers = [await ask(), await ask(), await ask()]
  await small.close()
  assert.deepEqual(answers, [401, 401, 429])
})

test('an address is entered only when it passes the echo check', async () => {
  const small = await startPbx({ key, secret })
  assert.equal(await small.setWebhook(customer.url), true)
  assert.equal(await small.setWebhook('http://127.0.0.1:9/none'), false)
  await small.close()
})

test('nonsense sent to the simulator is refused', async () => {
  assert.equal((await request('POST', '/sim/calls', {})).status, 400)
  assert.equal((await request('POST', '/sim/calls', { from: '1', outcome: 'maybe' })).status, 400)
  assert.equal((await request('POST', '/sim/calls', { from: '1', answerAfter: -1 })).status, 400)
  assert.equal((await request('GET', '/sim/calls/none')).status, 404)
})
