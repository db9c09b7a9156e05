// Random CSV files: what another reader finds in the result is what it finds in the input, but for
// the numbers; and without a number to rewrite every byte is the same.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { cleanText } from '../../cli/clean/clean-text.js'
import { readText } from '../../cli/clean/text-source.js'
import { loadEngine } from '../../js-shim/src/core/load-engine.js'

const engine = await loadEngine()

/** Cleans a file that comes in portions of so many bytes. */
async function clean(bytes: Buffer, portion: number): Promise<Buffer> {
  async function* portions() {
    for (let at = 0; at < bytes.length; at += portion) yield bytes.subarray(at, at + portion)
  }
  const written: Buffer[] = []
  await cleanText(
    engine,
    await readText(portions()),
    {
      columns: ['phone'],
      countryColumn: undefined,
      hasHeader: true,
      policy: { country: 'NL', asInteger: false, dropText: false },
    },
    { write: async part => void written.push(part) },
  )
  return Buffer.concat(written)
}

const value = fc.oneof(
  fc.constantFrom('0413-741 741', '+31 (0) 6 134678', '(0)6- 123 45 678', '', '+31612345678'),
  fc.string({ unit: fc.constantFrom('a', '"', ',', ';', '\n', '\r\n', ' ', 'é', '😀', '0', '6') }),
)
const file = fc.record({
  rows: fc.array(fc.tuple(value, value, value), { minLength: 1, maxLength: 30 }),
  delimiter: fc.constantFrom(',', ';', '\t'),
  lineEnd: fc.constantFrom('\n', '\r\n'),
  isAllQuoted: fc.boolean(),
  hasLastEnd: fc.boolean(),
  mark: fc.constantFrom('', '\ufeff'),
  portion: fc.integer({ min: 1, max: 4000 }),
})

test('csv-parse reads the same from the result, but for the numbers', async () => {
  await fc.assert(
    fc.asyncProperty(file, async ({ rows, delimiter, lineEnd, portion, mark, ...form }) => {
      const quoted = (text: string) =>
        form.isAllQuoted || /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
      const records = [['id', 'phone', 'note'], ...rows].map(row => row.map(quoted).join(delimiter))
      const text = `${mark}${records.join(lineEnd)}${form.hasLastEnd ? lineEnd : ''}`
      const result = await clean(Buffer.from(text), portion)
      const options = { bom: true, delimiter, relax_column_count: true, skip_empty_lines: true }
      const before: string[][] = parse(text, options)
      const after: string[][] = parse(result, options)
      assert.equal(after.length, before.length)
      let rewritten = 0
      for (const [i, [id, phone = '', note]] of before.entries()) {
        const number = engine.normalize(phone, { country: 'NL' })
        const found = after[i] ?? []
        assert.deepEqual([found[0], found[2]], [id, note])
        if (i === 0 || found[1] === phone) continue
        rewritten++
        assert.equal(found[1], number.e164)
        assert.equal(number.valid, true)
      }
      // Known spellings are always found.
      const known = rows.filter(row => /^(0413-741 741|\(0\)6- 123 45 678)$/.test(row[1])).length
      assert.ok(rewritten >= known, `${rewritten} of ${known}`)
      if (rewritten === 0) assert.deepEqual(result, Buffer.from(text))
    }),
    { numRuns: 400 },
  )
})
