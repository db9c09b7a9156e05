import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import type { Placement } from '../../js-shim/src/panel/placement.js'
import { PlacementStore } from '../../js-shim/src/panel/placement-store.js'

const PLACE: Placement = { corner: 'top-left', x: 24, y: 32 }

/** Puts a storage, or its refusal, in the place of the browser's. */
function withStorage(get: () => unknown): void {
  Object.defineProperty(globalThis, 'localStorage', { configurable: true, get })
}
afterEach(() => {
  Reflect.deleteProperty(globalThis, 'localStorage')
})

/** A storage that holds `text` under every key. */
const holding = (text: string) => () => ({ getItem: () => text })

test('what was saved is loaded, under its own key only', () => {
  const kept = new Map<string, string>()
  withStorage(() => ({
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => kept.set(key, text),
    removeItem: (key: string) => kept.delete(key),
  }))
  new PlacementStore('anna').save(PLACE)
  assert.deepEqual(new PlacementStore('anna').load(), PLACE)
  assert.equal(new PlacementStore('bob').load(), null)
  new PlacementStore('anna').save(null)
  assert.equal(kept.size, 0)
})

test('what is stored is not trusted', () => {
  const hostile = [
    '',
    '{',
    'null',
    '[]',
    '"top-left"',
    '{"corner":"top-left","x":1e999,"y":1}',
    '{"corner":"top-left","x":"1px;background:url(//evil)","y":1}',
    '{"corner":"constructor","x":1,"y":1}',
    `{"corner":"top-left","x":1,"y":1,"pad":"${'x'.repeat(10_000)}"}`,
  ]
  for (const text of hostile) {
    withStorage(holding(text))
    assert.equal(new PlacementStore('any').load(), null, text.slice(0, 60))
  }
})

test('a store that is forbidden or full does no harm', () => {
  withStorage(() => {
    throw new Error('SecurityError')
  })
  assert.equal(new PlacementStore('any').load(), null)
  assert.doesNotThrow(() => new PlacementStore('any').save(PLACE))
  withStorage(() => ({
    setItem() {
      throw new Error('QuotaExceededError')
    },
  }))
  assert.doesNotThrow(() => new PlacementStore('any').save(PLACE))
})
