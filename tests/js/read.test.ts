import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readCall, readCallEvent } from '../../js-shim/src/read/read-call.js'
import { readConfig } from '../../js-shim/src/read/read-config.js'
import { readTexts } from '../../js-shim/src/read/values.js'
import { readTabMessage } from '../../js-shim/src/tabs/tab-message.js'
import { makeCall, makeEvent } from './make-call.js'

test('a whole call and a whole event pass unchanged', () => {
  const contact = { id: '1', name: 'Anna' }
  const call = makeCall({
    contact,
    agents: ['', '101'],
    tracking: { utm_source: 'x' },
    facts: { a: 1 },
  })
  assert.deepEqual(readCall(structuredClone(call)), call)
  const event = makeEvent({
    contact,
    startedAt: 5,
    outcome: 'missed',
    talkSeconds: 0,
    recordingUrl: 'https://example.com/r.mp3',
    tracking: { utm_source: 'x' },
    raw: { event: 'NOTIFY_START' },
  })
  assert.deepEqual(readCallEvent(structuredClone(event)), event)
})

test('a field of the wrong type is left out, or the whole is refused', () => {
  assert.equal(readCallEvent(makeEvent({ type: 'exploded' as never })), null)
  assert.equal(readCallEvent(makeEvent({ at: Number.NaN })), null)
  assert.equal(readCallEvent({ ...makeEvent(), callId: 5 }), null)
  assert.equal(readCall(makeCall({ state: 'flying' as never })), null)
  const odd = readCallEvent({ ...makeEvent(), from: 5, talkSeconds: '9', raw: ['x'] })
  assert.equal(odd?.from, '')
  assert.equal(odd?.talkSeconds, undefined)
  assert.equal(odd?.raw, undefined)
})

test('nothing that comes in makes a reader throw', () => {
  const anything = fc.anything({ withNullPrototype: true, withBigInt: true })
  const near = fc.oneof(
    fc.tuple(fc.constantFrom(...Object.keys(makeEvent())), anything).map(([key, value]) => ({
      ...makeEvent(),
      [key]: value,
    })),
    fc.tuple(fc.constantFrom(...Object.keys(makeCall())), anything).map(([key, value]) => ({
      ...makeCall(),
      [key]: value,
    })),
    fc.record({
      kind: fc.constantFrom('welcome', 'event', 'snapshot'),
      calls: anything,
      event: anything,
    }),
    anything,
  )
  fc.assert(
    fc.property(near, value => {
      readCallEvent(value)
      readCall(value)
      readTabMessage(value)
      readConfig(value)
    }),
    { numRuns: 3_000 },
  )
})

test('a field named __proto__ changes no prototype', () => {
  const texts = readTexts(JSON.parse('{"__proto__": "x", "a": "b"}'))
  assert.equal(Object.getPrototypeOf(texts), Object.prototype)
  assert.equal(texts.a, 'b')
})

test('a config says what is wrong with it', () => {
  const agent = { id: '1', name: 'Bram', extension: '101' }
  const config = { enabled: true, agent, country: 'NL', relay: '/deskbell', token: 't' }
  assert.deepEqual(readConfig(config), config)
  assert.deepEqual(readConfig({ enabled: false }), { enabled: false })
  for (const [bad, word] of [
    [null, 'JSON'],
    [{}, 'enabled'],
    [{ ...config, enabled: 'no' }, 'enabled'],
    [{ ...config, agent: { id: 1 } }, 'agent'],
    [{ ...config, country: 'nl' }, 'country'],
    [{ ...config, relay: '' }, 'relay'],
    [{ ...config, token: undefined }, 'token'],
    [{ ...config, language: 5 }, 'language'],
  ] as const) {
    assert.match(`${readConfig(bad)}`, new RegExp(word))
  }
})
