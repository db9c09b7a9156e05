// The doors of the numbers against whatever JavaScript can hand over: an answer or an error of
// JavaScript's, and a module that lives on.
import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import type { Engine } from '../../js-shim/src/core/engine.js'
import { loadEngine } from '../../js-shim/src/core/load-engine.js'
import { seeded } from '../bench/phone-corpus.js'

const engine = await loadEngine()

afterEach(() => {
  const number = engine.normalize('0413-741 741', { country: 'NL' })
  assert.equal(number.e164, '+31413741741')
  const column = engine.normalizeAll(['0413-741 741', '12'], { country: 'NL' })
  assert.deepEqual(column.e164(), ['+31413741741', column.e164()[1]])
  assert.equal(engine.formatAsYouType('0612345678', { country: 'NL' }), '06 12345678')
})

/** Runs it; what it throws must be an error of JavaScript's or ours, not of the module. */
function survives(run: () => unknown): void {
  try {
    run()
  } catch (problem) {
    assert.ok(problem instanceof Error, String(problem))
    const dead =
      problem instanceof WebAssembly.RuntimeError ||
      /memory access|unreachable/.test(problem.message)
    assert.ok(!dead, problem.stack)
  }
}

/** Through every door of the numbers, as text and as country. */
function everywhere(value: unknown): void {
  const any = value as never
  survives(() => engine.normalize(any))
  survives(() => engine.normalize('06 12345678', { country: any }))
  survives(() => engine.normalize('06 12345678', any))
  survives(() => engine.formatAsYouType(any))
  survives(() => engine.formatAsYouType('0612', { country: any }))
  survives(() => engine.normalizeAll([any, '0612345678', any]))
  survives(() => engine.normalizeAll(any))
  survives(() => engine.normalizeAll(['0612345678'], { country: any }))
}

const throws = () => {
  throw new RangeError('no')
}

test('values of every type', () => {
  const values = [
    ...[undefined, null, Number.NaN, Number.POSITIVE_INFINITY, -0, 1e300, 2 ** 53, 10n ** 400n],
    ...[
      true,
      Symbol('x'),
      () => '1',
      class {},
      /x/,
      new Date(Number.NaN),
      new Map(),
      new WeakMap(),
    ],
    ...[
      new Error('x'),
      Promise.resolve(1),
      new Uint8Array(9),
      new ArrayBuffer(9),
      [[[]]],
      new Array(3),
    ],
    ...[Object.create(null), globalThis, new String('0612345678'), new Number(31612345678)],
  ]
  for (const value of values) everywhere(value)
})

test('objects that lie', () => {
  let turn = 0
  const lies: unknown[] = [
    { toString: throws, valueOf: throws },
    { toString: () => ({}) },
    { [Symbol.toPrimitive]: throws },
    { [Symbol.toPrimitive]: () => Symbol('x') },
    { [Symbol.toPrimitive]: () => (turn++ % 2 ? '0612345678' : '\x1f\x1f\x1f') },
    { get length() { return throws() } }, // biome-ignore format: one line
    { length: -1, slice: () => ['x'] },
    { length: 1e15, slice: () => [] },
    { length: Number.NaN },
    { length: 3, slice: () => ({ join: () => '\x1f'.repeat(9) }) },
    { length: 2, slice: () => ({ join: () => ({}) }) },
    { length: 3, 0: '0612345678', slice: Array.prototype.slice },
    new Proxy([], { get: throws }),
    new Proxy(['0612345678'], {
      get: (target, name) => (name === 'length' ? 9 : Reflect.get(target, name)),
    }),
    new Proxy({}, { has: throws, getPrototypeOf: throws, ownKeys: throws }),
    { get country() { return throws() } }, // biome-ignore format: one line
  ]
  for (const lie of lies) everywhere(lie)
})

test('rows that call the engine while they are read', () => {
  const caller = (run: () => unknown) => ({
    toString() {
      run()
      return '0612345678'
    },
  })
  const rows = [
    '020 1234567',
    caller(() => engine.normalizeAll(['0413-741 741', '1', '2'], { country: 'NL' }).e164()),
    caller(() => engine.normalize('+32 470 12 34 56')),
    caller(() => engine.formatAsYouType('06')),
    // The memory grows, and every view of it is detached.
    caller(() =>
      survives(() => engine.decode('zadarma', { body: 'x'.repeat(3_900_000) } as never)),
    ),
    '\x1f', // makes the column read row by row
    '020 1234568',
  ]
  const column = engine.normalizeAll(rows, { country: 'NL' })
  const same = '+31612345678'
  assert.deepEqual(column.e164(), ['+31201234567', same, same, same, same, '', '+31201234568'])
})

test('a list that changes while it is read', () => {
  const shrinking: unknown[] = ['0612345678', '', '0612345678']
  shrinking[1] = {
    toString() {
      shrinking.length = 0
      return '0612345678'
    },
  }
  survives(() => engine.normalizeAll(shrinking, { country: 'NL' }))
  const growing: unknown[] = Array.from({ length: 5000 }, () => '0612345678')
  growing[3] = {
    toString() {
      growing.push('1')
      return '\x1f'
    },
  }
  const column = engine.normalizeAll(growing, { country: 'NL' })
  assert.equal(column.length, 5000)
  assert.equal(column.keys[4999], 31612345678n)
})

test('buffers that are detached or resized', () => {
  const column = engine.normalizeAll(['0612345678', '020 1234567'], { country: 'NL' })
  structuredClone(column.keys, { transfer: [column.keys.buffer as ArrayBuffer] })
  assert.deepEqual(column.e164(), [])
  assert.equal(column.kind(0), 'mobile')
  survives(() => column.writeE164(new BigUint64Array(column.keys.buffer as ArrayBuffer)))
  const Resizable = ArrayBuffer as unknown as new (
    size: number,
    options: { maxByteLength: number },
  ) => ArrayBuffer & { resize(size: number): void }
  const buffer = new Resizable(80_000, { maxByteLength: 160_000 })
  const keys = new BigUint64Array(buffer).fill(31612345678n)
  buffer.resize(16)
  assert.deepEqual(column.writeE164(keys), ['+31612345678', '+31612345678'])
  buffer.resize(0)
  assert.deepEqual(column.writeE164(keys), [])
  survives(() => column.writeE164(null as never))
  survives(() => column.writeE164({ length: 5, subarray: throws } as never))
  survives(() => column.writeE164([1, 2] as never))
  assert.deepEqual(column.writeE164(new BigUint64Array([2n ** 64n - 1n, 0n, 1n])), [
    '+18446744073709551615',
    '',
    '+1',
  ])
  const shared = new BigUint64Array(new SharedArrayBuffer(16)).fill(31612345678n)
  assert.deepEqual(column.writeE164(shared), ['+31612345678', '+31612345678'])
})

test('texts of 10 MB', () => {
  for (const part of [
    '1',
    '+31 6 12345678 ',
    '\0',
    '\u{1F4DE}',
    '\ud800',
    '٣',
    '(0)',
    'x1',
    ';ext=',
  ]) {
    const text = part.repeat(Math.ceil(10_000_000 / part.length))
    assert.equal(engine.normalize(text, { country: 'NL' }).valid, false)
    assert.ok(engine.formatAsYouType(text, { country: 'NL' }).length < 400)
    const column = engine.normalizeAll([text, '0612345678', text], { country: 'NL' })
    assert.deepEqual(column.e164().slice(1, 2), ['+31612345678'])
    assert.equal(column.valid(0), false)
  }
})

test('every byte, half a character, and 20,000 texts of anything', () => {
  for (let unit = 0; unit <= 0xffff; unit += unit < 0x300 || unit >= 0xd7f0 ? 1 : 7) {
    const sign = String.fromCharCode(unit)
    const number = engine.normalize(`06${sign}12345678`, { country: 'NL' })
    assert.equal(number.e164 === '' ? '' : `+${number.key}`, number.e164)
  }
  const dice = seeded(3)
  const doors: ((text: string) => unknown)[] = [
    text => engine.normalize(text, { country: 'NL' }),
    text => engine.normalize(text),
    text => engine.normalize('0612345678', { country: text }),
    text => engine.formatAsYouType(text, { country: 'US' }),
    text => engine.normalizeAll([text, text], { country: 'BR' }),
  ]
  const some = '0123456789+-() ./x#*,;\x1f\x1e\0٣＋０ａ\ud83d\udcde\ud800é'
  for (let round = 0; round < 20_000; round++) {
    let text = ''
    for (let left = dice(40); left > 0; left--) {
      text += dice(4) > 0 ? some[dice(some.length)] : String.fromCharCode(dice(0x10000))
    }
    survives(() => (doors[round % doors.length] as (typeof doors)[0])(text))
  }
})

test('the column says of each hostile text what the single number says', () => {
  const dice = seeded(5)
  const some = '0123456789012345+-() ./x#,\x1f\0٣０'
  const rows = Array.from({ length: 5000 }, () => {
    let text = ''
    for (let left = dice(20); left > 0; left--) text += some[dice(some.length)]
    return text
  })
  const column = engine.normalizeAll(rows, { country: 'NL' })
  const e164 = column.e164()
  rows.forEach((row, i) => {
    const single = engine.normalize(row, { country: 'NL' })
    const wanted: Partial<ReturnType<Engine['normalize']>> = {
      e164: single.e164,
      reason: single.reason,
    }
    assert.deepEqual({ e164: e164[i], reason: column.reason(i) }, wanted, JSON.stringify(row))
  })
})
