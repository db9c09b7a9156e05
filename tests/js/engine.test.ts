// The engine's door against callers without types and texts without measure.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Engine } from '../../js-shim/src/core/engine.js'
import { loadEngine } from '../../js-shim/src/core/load-engine.js'

const engine = await loadEngine()
const alive = () => assert.equal(engine.normalize('0413-741 741', { country: 'NL' }).valid, true)

test('texts without measure are answered, and the module lives', () => {
  const huge = '1'.repeat(60_000_000)
  assert.equal(engine.normalize(huge).reason, 'not_a_number')
  assert.ok(engine.formatAsYouType(huge).length < 300)
  const request = { body: huge, contentType: 'x', receivedAt: 0, zone: [] }
  assert.throws(() => engine.decode('zadarma', request as never), { code: 'too_large' })
  alive()
})

test('what is no text is no number', () => {
  for (const value of [null, undefined, {}, [], Symbol.iterator, () => '1', Number.NaN, true]) {
    assert.equal(engine.normalize(value as never).valid, false)
    assert.equal(engine.normalize('06 12345678', { country: value as never }).valid, false)
  }
  assert.equal(engine.normalize(31612345678 as never, { country: 'NL' }).e164, '+31612345678')
  assert.equal(
    engine.normalize('\ud800 06 12345678 \udfff', { country: 'NL' }).e164,
    '+31612345678',
  )
  alive()
})

test('objects that lie give an error with a code', () => {
  const loop: Record<string, unknown> = {}
  loop.self = loop
  const lies: unknown[] = [
    loop,
    { toJSON: () => 10n },
    { toJSON: () => undefined },
    { id: 1n },
    new Proxy({}, { ownKeys: () => ['length'] }),
  ]
  for (const lie of lies) {
    for (const name of ['step', 'resume', 'matchDialled'] as const) {
      const call = engine[name] as Engine['resume']
      assert.throws(() => call(lie as never, lie as never), { name: 'DeskbellError' }, name)
    }
  }
  alive()
})
