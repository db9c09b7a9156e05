import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Directory, DirectoryAnswer } from '../../js-shim/src/core/directory.js'
import { loadEngine } from '../../js-shim/src/core/load-engine.js'

const engine = await loadEngine()
const number = '+31612345678'
const known = (...contacts: string[]): DirectoryAnswer => ({ contacts, stale: false })

function withDirectory(run: (directory: Directory) => void, options = {}): void {
  const directory = engine.createDirectory(options)
  try {
    run(directory)
  } finally {
    directory.dispose()
  }
}

test('the host’s answers: one contact, several, nobody, and what is not known', () =>
  withDirectory(directory => {
    assert.equal(directory.find(number), null)
    assert.ok(directory.set(number, ['7', 'f47ac10b-58cc-4372-a567-0e02b2c3d479', 'Åsa/9']))
    assert.ok(directory.set('+49301234567', []))
    assert.deepEqual(
      directory.find(number),
      known('7', 'f47ac10b-58cc-4372-a567-0e02b2c3d479', 'Åsa/9'),
    )
    assert.deepEqual(directory.find('+49301234567'), known())
    assert.deepEqual([...directory.has([number, '+49301234567', '+1'])], [1, 0, 0])
    assert.equal(directory.size, 2)
    directory.forget(number)
    assert.equal(directory.find(number), null)
    directory.set(number, ['7'])
    directory.forgetContact('7')
    assert.equal(directory.find(number), null)
    directory.clear()
    assert.equal(directory.size, 0)
  }))

test('columns: texts as people write them, keys straight from normalizeAll', () => {
  const texts = ['06 12345678', '(0)6- 123 45 679', 'no number', '+31 413 741741']
  const contacts = ['1', '2', '3', '4']
  withDirectory(directory => {
    assert.equal(directory.load(texts, contacts, { country: 'NL' }), 3)
    assert.deepEqual(
      directory.findAll(['+31612345678', '+31612345679', '+31413741741', '+31413741742']),
      [known('1'), known('2'), known('4'), null],
    )
  })
  withDirectory(directory => {
    const { keys } = engine.normalizeAll(texts, { country: 'NL' })
    assert.equal(directory.load(keys, contacts), 3)
    assert.equal(directory.load(keys, ['5', '5', '5', '5']), 3)
    assert.deepEqual(directory.find('+31612345678'), known('1', '5'))
    assert.deepEqual(
      directory.findAll(keys).map(answer => answer?.contacts),
      [['1', '5'], ['2', '5'], undefined, ['4', '5']],
    )
  })
})

test('the last nine digits, where that is wished', () =>
  withDirectory(
    directory => {
      directory.load(['+31612345678', '112'], ['7', '8'], { country: 'NL' })
      assert.deepEqual(directory.find('+49612345678'), known('7'))
      assert.equal(directory.find('+49612345679'), null)
    },
    { lastNine: true },
  ))

test('hits and misses grow old', () =>
  withDirectory(
    directory => {
      const now = 1_767_348_000_000
      directory.set(number, ['7'], now)
      directory.set('+31612345679', [], now)
      assert.deepEqual(directory.find('+31612345679', now + 900), known())
      assert.equal(directory.find('+31612345679', now + 1100), null)
      assert.deepEqual(directory.find(number, now + 9000), known('7'))
      assert.deepEqual(directory.find(number, now + 11_000), { contacts: ['7'], stale: true })
    },
    { hitAge: 10_000, missAge: 1000 },
  ))

test('the bound in bytes holds, and the youngest stay', () =>
  withDirectory(
    directory => {
      const rows = 200_000
      const keys = BigUint64Array.from({ length: rows }, (_, row) => 31_600_000_000n + BigInt(row))
      const ids = Array.from({ length: rows }, (_, row) => `${row}`)
      directory.load(keys, ids, { now: 1_767_348_000_000 })
      assert.ok(directory.bytes <= 1 << 20, `${directory.bytes}`)
      assert.ok(directory.size > 50_000, `${directory.size}`)
      directory.set(number, ['young'], 1_767_348_030_000)
      directory.load(keys.subarray(0, 50_000), ids, { now: 1_767_348_030_000 })
      assert.deepEqual(directory.find(number, 1_767_348_030_000), known('young'))
    },
    { byteBound: 1 << 20 },
  ))

test('a snapshot brings everything back, with its ages; other bytes are refused', () => {
  const now = 1_767_348_000_000
  const rows = 20_000
  const keys = BigUint64Array.from({ length: rows }, (_, row) => 31_600_000_000n + BigInt(row * 7))
  const ids = Array.from({ length: rows }, (_, row) => `contact ${row}`)
  let bytes = new Uint8Array()
  withDirectory(directory => {
    directory.load(keys, ids, { now })
    directory.set(number, [], now)
    bytes = new Uint8Array(directory.snapshot(now))
  })
  withDirectory(directory => {
    directory.restore(bytes, now + 1000)
    assert.equal(directory.size, rows + 1)
    assert.deepEqual(
      directory.findAll(keys, now + 1000).map(answer => answer?.contacts[0]),
      ids,
    )
    assert.deepEqual(directory.find(number, now + 1000), known())
    assert.equal(directory.find('+31600000000', now + 70_000)?.stale, true)
    for (const wrong of [
      bytes.subarray(0, -1),
      new Uint8Array([...bytes, 0]),
      new Uint8Array(),
      new Uint8Array(100_000).fill(0xff),
    ]) {
      assert.throws(() => directory.restore(wrong), { code: 'bad_payload' })
      assert.equal(directory.size, 0)
    }
  })
})

const reference = fc.oneof(
  fc.nat().map(String),
  fc.uuid(),
  fc.string({ maxLength: 12, unit: 'binary' }),
)
const e164 = fc.nat({ max: 40 }).map(end => `+3161234${end + 5000}`)
const step = fc.oneof(
  fc.record({ set: e164, contacts: fc.uniqueArray(reference, { maxLength: 3 }) }),
  fc.record({ load: e164, contact: reference }),
  fc.record({ forget: e164 }),
  fc.record({ forgetContact: reference }),
  fc.record({ snapshot: fc.constant(true) }),
)

test('random answers, columns, forgetting and snapshots, against a Map', () => {
  const unkept = ['\x1e', '\x1f']
  const kept = (text: string) =>
    text !== '' &&
    Buffer.byteLength(text) <= 200 &&
    Buffer.from(text).toString() === text &&
    !unkept.some(each => text.includes(each))
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), steps =>
      withDirectory(directory => {
        const model = new Map<string, string[]>()
        for (const each of steps) {
          if ('set' in each) {
            const taken = directory.set(each.set, each.contacts)
            assert.equal(taken, each.contacts.every(kept))
            if (taken) model.set(each.set, each.contacts)
            else model.delete(each.set)
          } else if ('load' in each) {
            const added = directory.load([each.load], [each.contact])
            assert.equal(added, kept(each.contact) ? 1 : 0)
            const list = model.get(each.load) ?? []
            if (added && !list.includes(each.contact)) model.set(each.load, [...list, each.contact])
          } else if ('forget' in each) {
            directory.forget(each.forget)
            model.delete(each.forget)
          } else if ('forgetContact' in each) {
            directory.forgetContact(each.forgetContact)
            for (const [key, list] of model) {
              if (list.includes(each.forgetContact)) model.delete(key)
            }
          } else {
            const bytes = directory.snapshot()
            directory.clear()
            directory.restore(bytes)
          }
        }
        const asked = Array.from({ length: 41 }, (_, end) => `+3161234${end + 5000}`)
        assert.deepEqual(
          directory.findAll(asked).map(answer => answer?.contacts),
          asked.map(each => model.get(each)),
        )
        assert.equal(directory.size, model.size)
      }),
    ),
    { numRuns: 300 },
  )
})

test('whatever comes in: an answer or an error, never a dead engine', () => {
  const anything = fc.anything({ withBigInt: true, withTypedArray: true, withNullPrototype: true })
  fc.assert(
    fc.property(anything, anything, fc.array(anything), (one, two, list) =>
      withDirectory(directory => {
        const attempts = [
          () => directory.set(one as never, list as never),
          () => directory.load(list as never, list as never, two as never),
          () => directory.load([`${one}`, number], ['1', two] as never),
          () => directory.findAll(list as never, two as never),
          () => directory.find(one as never),
          () => directory.forget(one as never),
          () => directory.forgetContact(two as never),
          () => directory.restore(one as never, two as never),
          () => directory.snapshot(two as never),
          () => engine.createDirectory({ byteBound: one, hitAge: two } as never).dispose(),
        ]
        for (const attempt of attempts) {
          try {
            attempt()
          } catch (error) {
            assert.ok(error instanceof Error && !(error instanceof WebAssembly.RuntimeError))
          }
        }
        directory.clear()
        directory.set(number, ['7'])
        assert.deepEqual(directory.find(number)?.contacts, ['7'])
      }),
    ),
    { numRuns: 300 },
  )
  const long = 'x'.repeat(10_000_000)
  withDirectory(directory => {
    assert.equal(directory.load([long, number, '\x1f+1\x1f'], ['1', long, '3']), 0)
    assert.deepEqual(directory.findAll([long, number, `${number}\x1f`, '\ud800', '']), [
      null,
      null,
      null,
      null,
      null,
    ])
    directory.dispose()
    assert.throws(() => directory.find(number), { code: 'disposed' })
  })
})
