// Webhooks as the internet may send them to the running demo, and the server's death between them.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { signature, signedText } from '../../demo-host/pbx/zadarma-signing.js'
import { until } from './agent-page.js'
import { Demo } from './demo.js'

let demo: Demo
let secret: string

before(async () => {
  demo = await Demo.start()
  secret = await demo.zadarmaSecret()
})
after(async () => {
  await demo.stop()
})

const START = {
  event: 'NOTIFY_START',
  call_start: '2026-01-02 10:00:00',
  pbx_call_id: 'in_0a',
  caller_id: '31612345678',
  called_did: '442037691880',
}

/** Another call: what is signed are the numbers and the second in which it began. */
const later = (seconds: number, pbx_call_id: string) => {
  const began = new Date(Date.UTC(2026, 0, 2, 10) + seconds * 1000)
  return { ...START, pbx_call_id, call_start: began.toISOString().slice(0, 19).replace('T', ' ') }
}

interface Sending {
  fields?: Record<string, string>
  body?: string
  sign?: 'hex' | 'raw' | 'not' | 'wrongly'
}

async function send({ fields = START, body, sign = 'hex' }: Sending) {
  const headers: Record<string, string> = { 'content-type': 'application/x-www-form-urlencoded' }
  if (sign === 'hex' || sign === 'raw')
    headers.signature = signature(signedText(fields), secret, sign)
  if (sign === 'wrongly') headers.signature = signature(signedText(fields), 'another secret')
  const text = body ?? new URLSearchParams(fields).toString()
  const response = await fetch(demo.webhook, { method: 'POST', headers, body: text })
  return { status: response.status, text: await response.text() }
}

test('forged, unsigned, malformed and huge webhooks get a clear answer and change nothing', async () => {
  const refused: [Sending, number, string][] = [
    [{ sign: 'not' }, 401, 'signature'],
    [{ sign: 'wrongly' }, 401, 'signature'],
    [{ body: 'event=NOTIFY_START' }, 400, 'call_start'],
    [{ body: '%' }, 400, 'escape'],
    [{ body: `a=${'x'.repeat(2 << 20)}` }, 413, 'large'],
  ]
  for (const [sending, status, word] of refused) {
    const answer = await send(sending)
    assert.equal(answer.status, status, answer.text)
    const { error } = JSON.parse(answer.text)
    assert.ok(error.code && error.detail.includes(word), answer.text)
  }
  const elsewhere = demo.webhook.replace(/[^/]+$/, 'guess')
  assert.equal((await fetch(elsewhere, { method: 'POST' })).status, 401)
  assert.equal(await demo.eventCount(), 0)
})

test('a repeated webhook is one event, in both spellings of the signature', async () => {
  assert.equal((await send({ sign: 'hex' })).status, 200)
  assert.equal((await send({ sign: 'raw' })).status, 200)
  assert.equal((await send({ sign: 'hex' })).status, 200)
  assert.equal(await demo.eventCount(), 1)
})

test('the answer to NOTIFY_START carries the caller’s name in Latin letters', async () => {
  const answer = await send({ fields: later(1, 'in_0b') })
  assert.deepEqual(JSON.parse(answer.text), { caller_name: 'Anna de Jong' })
})

test('the address check prints back what it was sent', async () => {
  const answer = await fetch(`${demo.webhook}?zd_echo=42abc`)
  assert.equal(await answer.text(), '42abc')
})

test('a kill -9 among webhooks loses no acknowledged event', async () => {
  const acknowledged = new Set<string>()
  const webhooks = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, i) => later(60 + from + i, `in_k${from + i}`))
  for (let round = 0; round < 3; round++) {
    const sending = webhooks(round * 200, round * 200 + 200).map(async (fields, i) => {
      await new Promise(resolve => setTimeout(resolve, i * 4))
      try {
        if ((await send({ fields })).status === 200) acknowledged.add(fields.pbx_call_id)
      } catch {
        // The server died before it answered: not acknowledged.
      }
    })
    await until(async () => acknowledged.size > round * 60 + 40)
    await demo.killAndRestart()
    await Promise.all(sending)
    const kept = new Set(await demo.eventCallIds())
    const lost = [...acknowledged].filter(id => !kept.has(id))
    assert.deepEqual(lost, [], `after round ${round}, of ${acknowledged.size} acknowledged`)
  }
  assert.ok(acknowledged.size < 600, 'the server died before the end')
})
