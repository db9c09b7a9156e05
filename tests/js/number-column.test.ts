// A column through the engine gives what the single numbers give, whatever the rows are.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { before, test } from 'node:test'
import {
  type Engine,
  loadEngine,
  normalizeRows,
  normalizeStream,
} from '../../js-shim/src/engine.js'

interface Case {
  text: string
  country: string
}

let engine: Engine
let cases: Case[]

before(async () => {
  engine = await loadEngine()
  cases = JSON.parse(await readFile('tests/conformance/phone/normalize.json', 'utf8'))
})

function assertAgrees(rows: readonly string[], country: string) {
  const column = engine.normalizeAll(rows, { country })
  const e164 = column.e164()
  assert.equal(column.length, rows.length)
  rows.forEach((row, i) => {
    const single = engine.normalize(row, { country })
    const got = {
      e164: e164[i],
      key: column.keys[i] === 0n ? '' : `${column.keys[i]}`,
      country: column.country(i),
      kind: column.kind(i),
      reason: column.reason(i),
      valid: column.valid(i),
    }
    const { key, kind, reason, valid } = single
    assert.deepEqual(
      got,
      { e164: single.e164, key, country: single.country, kind, reason, valid },
      JSON.stringify(row.slice(0, 100)),
    )
  })
}

test('every conformance case reads the same in a column', () => {
  for (const country of new Set(cases.map(item => item.country))) {
    const rows = cases.filter(item => item.country === country).map(({ text }) => text)
    assertAgrees(rows, country)
  }
})

test('a hostile row does not move the others', () => {
  const good = '0413-741 741'
  assertAgrees(
    [
      good,
      '\x1f',
      good,
      `06\x1f12345678`,
      '',
      '\u0000',
      '\ud800 0612345678',
      good,
      '\ud83d\udcde 06-12345678',
      '\n',
      ' 0612345678\r\n',
      good,
    ],
    'NL',
  )
})

test('very long rows, and many of them, are read in their turn', () => {
  const long = `${' '.repeat(2000)}0612345678${' '.repeat(2000)}`
  assertAgrees([long, '1'.repeat(1_000_000), 'é'.repeat(100_000), '0612345678', long], 'NL')
  const many = Array.from({ length: 5000 }, (_, i) =>
    i % 3 === 0 ? 'x'.repeat(999) : '0612345678',
  )
  assertAgrees(many, 'NL')
})

test('what is no text is read as the text it becomes', () => {
  const column = engine.normalizeAll([null, undefined, 31612345678, true, {}, ['0612345678']], {
    country: 'NL',
  })
  assert.deepEqual(column.e164(), ['', '', '+31612345678', '', '', '+31612345678'])
  const liar = {
    toString() {
      throw new RangeError('no')
    },
  }
  assert.throws(() => engine.normalizeAll([liar]), RangeError)
  assert.equal(engine.normalizeAll(['0612345678'], { country: 'NL' }).keys[0], 31612345678n)
})

test('a country that nobody knows, or in lower case', () => {
  assertAgrees(['+31612345678', '0612345678'], 'XX')
  assertAgrees(['+31612345678', '0612345678'], 'nl')
  assertAgrees(['+31612345678', '0612345678'], 'Netherlands')
  assertAgrees([], '')
})

test('views stay true when the memory grows', () => {
  assert.equal(engine.normalizeAll(['0612345678'], { country: 'NL' }).keys[0], 31612345678n)
  // Crosses as JSON, several times over inside: the memory must grow beyond its first 16 MB.
  assert.throws(() => engine.step(null, { id: 'x'.repeat(3_900_000) } as never, {} as never))
  assert.equal(engine.normalizeAll(['0612345679'], { country: 'NL' }).keys[0], 31612345679n)
  assert.equal(engine.normalize('06 1234 5670', { country: 'NL' }).e164, '+31612345670')
})

test('a stream is read in slices, with progress, and can be stopped', async () => {
  const rows = Array.from({ length: 20_000 }, (_, i) => `06${10_000_000 + i}`)
  const told: [number, number | undefined][] = []
  const whole = await normalizeRows(engine, rows, {
    country: 'NL',
    onProgress: (done, total) => told.push([done, total]),
  })
  assert.equal(whole.length, rows.length)
  assert.equal(whole.e164()[19_999], '+31610019999')
  assert.deepEqual(told.at(-1), [20_000, 20_000])

  async function* lines() {
    for (let at = 0; at < rows.length; at += 3000) yield rows.slice(at, at + 3000)
  }
  const streamed = await normalizeRows(engine, lines(), { country: 'NL' })
  assert.deepEqual(streamed.keys, whole.keys)
  const blob = new ReadableStream<string>({
    start(controller) {
      for (const row of rows.slice(0, 10)) controller.enqueue(row)
      controller.close()
    },
  })
  assert.equal((await normalizeRows(engine, blob, { country: 'NL' })).length, 10)
  assert.equal((await normalizeRows(engine, [])).length, 0)

  const stop = new AbortController()
  const slices = normalizeStream(engine, rows, { country: 'NL', signal: stop.signal })
  await slices.next()
  stop.abort(new Error('enough'))
  await assert.rejects(slices.next(), /enough/)
})

test('however long its rows take, a slice ends by the clock', async t => {
  const rows = Array.from({ length: 2000 }, (_, i) => `06${10_000_000 + i}`)
  const whole = engine.normalizeAll(rows, { country: 'NL' })
  let clock = 0
  // Every look finds a millisecond gone: a row is then all that a look is worth.
  t.mock.method(performance, 'now', () => clock++)
  const some = engine.normalizeAll(rows, { country: 'NL', from: 7, within: 4 })
  assert.deepEqual(some.keys, whole.keys.slice(7, 7 + 4))
  assert.equal(engine.normalizeAll(rows, { country: 'NL', from: 1999, within: 0 }).length, 1)
  assert.equal(engine.normalizeAll([], { within: 4 }).length, 0)
  const keys: bigint[] = []
  for await (const column of normalizeStream(engine, rows, { country: 'NL' })) {
    assert.ok(column.length <= 4, `${column.length}`)
    keys.push(...column.keys)
  }
  assert.deepEqual(BigUint64Array.from(keys), whole.keys)
  t.mock.restoreAll()
  // And where no time goes by, all that one look at the engine's memory holds.
  t.mock.method(performance, 'now', () => 0)
  assert.equal(engine.normalizeAll(rows, { country: 'NL', within: 4 }).length, rows.length)
})
