// Hundreds of webhooks, each changed at random from one that is right: none may be accepted.
import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { RelayUnderTest, WEBHOOK_TOKEN } from './support/relay-under-test.js'
import * as zadarma from './support/zadarma-notice.js'

const SEED = 20_260_102
const TRIES = 600

/** mulberry32: the same numbers for the same seed. */
function randomOf(seed: number): (below: number) => number {
  let state = seed
  return below => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * below)
  }
}

const random = randomOf(SEED)
const pick = <T>(items: readonly T[]): T => items[random(items.length)] as T

let relay: RelayUnderTest
before(async () => {
  relay = await RelayUnderTest.open()
})
after(() => relay.close())

function anyNotice(number: number): zadarma.Fields {
  const id = zadarma.pbxCallId(number)
  return pick([
    zadarma.start(id),
    zadarma.rings(id, '101'),
    zadarma.answers(id, '101'),
    zadarma.ends(id),
    zadarma.outgoing(id, '101', '442037691880'),
    zadarma.records(id, '1585913205.75283'),
  ])
}

/** Another character in place of one; for a signature also where only padding bits differ. */
function changed(text: string): string {
  const at = random(text.length)
  const other = pick([...'0123456789ABCabc+/=_ '].filter(each => each !== text[at]))
  return text.slice(0, at) + other + text.slice(at + 1)
}

interface Forgery {
  body: string
  headers: Record<string, string>
  url?: string
}

const forgeries: Record<string, (fields: zadarma.Fields, signature: string) => Forgery> = {
  'a signed field changed': (fields, signature) => {
    const name = pick(zadarma.signedFields(fields.event ?? '').filter(each => fields[each]))
    const body = { ...fields, [name]: changed(fields[name] ?? '') }
    return { body: new URLSearchParams(body).toString(), headers: { signature } }
  },
  'a signature byte changed': (fields, signature) => ({
    body: new URLSearchParams(fields).toString(),
    headers: { signature: changed(signature) },
  }),
  'a signature cut or grown': (fields, signature) => ({
    body: new URLSearchParams(fields).toString(),
    headers: { signature: pick([signature.slice(0, random(signature.length)), `${signature}A`]) },
  }),
  'the other spelling of another text': fields => ({
    body: new URLSearchParams(fields).toString(),
    headers: { signature: zadarma.sign({ ...fields, event: 'NOTIFY_NONE' }, 'raw') },
  }),
  'a signed field emptied': (fields, signature) => {
    const name = pick(zadarma.signedFields(fields.event ?? '').filter(each => fields[each]))
    return {
      body: new URLSearchParams({ ...fields, [name]: '' }).toString(),
      headers: { signature },
    }
  },
  'fields as arrays': (fields, signature) => {
    const name = pick(zadarma.signedFields(fields.event ?? '').filter(each => fields[each]))
    const { [name]: value = '', ...others } = fields
    const body = new URLSearchParams(others)
    for (const index of ['[]', '[0]', '[a]']) body.append(name + index, value)
    return { body: body.toString(), headers: { signature } }
  },
  'a signed field twice': (fields, signature) => {
    const name = pick(zadarma.signedFields(fields.event ?? '').filter(each => fields[each]))
    const body = new URLSearchParams(fields)
    body.append(name, changed(fields[name] ?? ''))
    return { body: body.toString(), headers: { signature } }
  },
  'no signature': fields => ({ body: new URLSearchParams(fields).toString(), headers: {} }),
  'the signature in the body': (fields, signature) => ({
    body: new URLSearchParams({ ...fields, signature, Signature: signature }).toString(),
    headers: {},
  }),
  'another address': (fields, signature) => {
    let token = changed(WEBHOOK_TOKEN)
    if (token.includes('/')) token = token.replaceAll('/', 'x')
    const url = `${relay.base}/webhooks/zadarma/${encodeURIComponent(token)}`
    return { body: new URLSearchParams(fields).toString(), headers: { signature }, url }
  },
}

test(`${TRIES} forgeries, none accepted (seed ${SEED})`, async () => {
  const kinds = Object.keys(forgeries)
  for (let number = 0; number < TRIES; number++) {
    const kind = kinds[number % kinds.length] as string
    const fields = anyNotice(number)
    const made = forgeries[kind]?.(fields, zadarma.sign(fields, pick(['hex', 'raw'] as const)))
    assert.ok(made)
    const { status } = await relay.post(made.body, made.headers, made.url)
    assert.ok(status === 400 || status === 401, `${kind}: ${status} for ${made.body}`)
  }
  for (const table of ['events', 'calls', 'call_aliases', 'call_agents']) {
    assert.equal(relay.count(table), 0, table)
  }
})

test('bodies that aim at prototypes change nothing but the row they are', async () => {
  const names = [
    '__proto__',
    '__proto__[polluted]',
    'constructor',
    'constructor[prototype][polluted]',
    'prototype',
    'hasOwnProperty',
    'toString',
  ]
  for (const [number, name] of names.entries()) {
    const fields = zadarma.start(zadarma.pbxCallId(1000 + number))
    const body = `${new URLSearchParams(fields)}&${encodeURIComponent(name)}=polluted`
    const { status } = await relay.post(body, { signature: zadarma.sign(fields) })
    assert.ok(status === 200 || status === 400, `${name}: ${status}`)
    // Streams and snapshots carry what was stored.
    const stream = await relay.stream('101')
    stream.close()
  }
  for (const body of [
    '{"to":"0612345678","__proto__":{"polluted":1}}',
    '{"to":"0612345678","constructor":{"prototype":{"polluted":1}}}',
    '{"to":"0612345678","contact":{"id":"1","name":"x","__proto__":{"polluted":1}}}',
  ]) {
    const authorization = `Bearer ${await relay.token('101')}`
    const headers = { authorization, 'content-type': 'application/json' }
    const { status } = await relay.post(body, headers, `${relay.base}/calls`)
    assert.equal(status, 400, body)
  }
  assert.equal(({} as Record<string, unknown>).polluted, undefined)
  assert.equal(typeof {}.toString, 'function')
  assert.equal(relay.zadarma.callbacks.length, 0)
  await relay.tell(zadarma.start(zadarma.pbxCallId(2000)))
})
