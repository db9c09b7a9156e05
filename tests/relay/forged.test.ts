// Hundreds of webhooks, each changed at random from one that is right: none may be accepted.
import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { checkForgeries } from './support/forgeries.js'
import { RelayUnderTest } from './support/relay-under-test.js'
import * as zadarma from './support/zadarma-notice.js'

const SEED = 20_260_102
const TRIES = 640

let relay: RelayUnderTest
before(async () => {
  relay = await RelayUnderTest.open()
})
after(() => relay.close())

test(`${TRIES} forgeries, none accepted (seed ${SEED})`, () => checkForgeries(TRIES, SEED))

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
