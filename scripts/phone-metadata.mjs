// Turns the phone metadata of the npm package google-libphonenumber into C++ sources.
//
//   node scripts/phone-metadata.mjs --package <folder> --out <folder>
//
// The package carries libphonenumber's metadata as nested arrays whose index is the field number
// in resources/phonemetadata.proto. They are read by a parser of their own (nothing of the package
// is run), checked against the list of fields below and written in protobuf's wire format.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

const FORMAT = { 1: 'text', 2: 'text', 3: 'text*', 4: 'text', 5: 'text', 6: 'bool' }
const DESC = { 2: 'text', 6: 'text', 9: 'int*', 10: 'int*' }
const descFields = [1, 2, 3, 4, 5, 6, 7, 8, 21, 24, 25, 27, 28, 29, 30, 31, 33]
const METADATA = {
  ...Object.fromEntries(descFields.map(number => [number, DESC])),
  ...{ 9: 'text', 10: 'int', 11: 'text', 12: 'text', 13: 'text', 15: 'text', 16: 'text' },
  ...{ 17: 'text', 18: 'bool', 19: [FORMAT], 20: [FORMAT], 22: 'bool', 23: 'text' },
  ...{ 26: 'bool', 32: 'bool' },
}
/** Kinds of number whose examples the tests try, by field number. */
const KINDS = {
  ...{ 2: 'fixed_line', 3: 'mobile', 4: 'toll_free', 5: 'premium_rate', 6: 'shared_cost' },
  ...{ 7: 'personal_number', 8: 'voip', 21: 'pager', 25: 'uan', 28: 'voicemail' },
}

function fail(message) {
  console.error(`phone-metadata: ${message}`)
  process.exit(1)
}

/** Reads one JavaScript literal: objects, arrays with holes, strings, numbers, null, !0 and !1. */
class LiteralReader {
  constructor(text, at) {
    this.text = text
    this.at = at
  }
  /** The next character that is not a line break of the bundler's. */
  peek() {
    while (this.text[this.at] === '\n') this.at++
    return this.text[this.at]
  }
  expect(character) {
    if (this.peek() !== character) fail(`expected ${character} at offset ${this.at}`)
    this.at++
  }
  value() {
    const first = this.peek()
    if (first === '{') return this.object()
    if (first === '[') return this.array()
    if (first === '"' || first === "'") return this.string()
    return this.word()
  }
  word() {
    const match = /(?:-?\d+|null|![01])/y
    match.lastIndex = this.at
    const found = match.exec(this.text)?.[0] ?? fail(`no value at offset ${this.at}`)
    this.at += found.length
    if (found === 'null') return undefined
    return found.startsWith('!') ? found === '!0' : Number(found)
  }
  string() {
    const quote = this.peek()
    let out = ''
    for (this.at++; this.text[this.at] !== quote; this.at++) {
      if (this.at >= this.text.length) fail('a string does not end')
      out += this.text[this.at] === '\\' ? this.escape() : this.text[this.at]
    }
    this.at++
    return out
  }
  escape() {
    const kind = this.text[++this.at]
    if (kind === 'u' || kind === 'x') {
      const size = kind === 'u' ? 4 : 2
      const code = this.text.slice(this.at + 1, this.at + 1 + size)
      this.at += size
      return String.fromCharCode(Number.parseInt(code, 16))
    }
    return { n: '\n', t: '\t', r: '\r' }[kind] ?? kind
  }
  array() {
    const out = []
    this.expect('[')
    for (let index = 0; this.peek() !== ']'; index++) {
      if (this.peek() !== ',') out[index] = this.value()
      if (this.peek() === ',') this.at++
    }
    this.expect(']')
    return out
  }
  object() {
    const out = []
    this.expect('{')
    while (this.peek() !== '}') {
      const key = /(?:"([^"]*)"|'([^']*)'|([\w$]+)):/y
      key.lastIndex = this.at
      const found = key.exec(this.text) ?? fail(`no key at offset ${this.at}`)
      this.at += found[0].length
      out.push([found[1] ?? found[2] ?? found[3], this.value()])
      if (this.peek() === ',') this.at++
    }
    this.expect('}')
    return out
  }
}

function readTable(bundle, name) {
  const start = bundle.indexOf(`${name}={`)
  if (start < 0) fail(`${name} is not in the package; its form has changed`)
  return new LiteralReader(bundle, start + name.length + 1).object()
}

// -- protobuf's wire format ----------------------------------------------------------------------

/** Negative numbers (-1: no such numbers) are sign-extended to 64 bits, as protobuf's int32 is. */
function varint(value) {
  let rest = BigInt.asUintN(64, BigInt(value))
  const bytes = []
  do {
    const low = Number(rest & 0x7fn)
    rest >>= 7n
    bytes.push(rest > 0n ? low | 0x80 : low)
  } while (rest > 0n)
  return Buffer.from(bytes)
}

const tagged = (number, type, ...parts) => [varint((number << 3) | type), ...parts]

function encodeField(number, kind, value) {
  if (kind === 'text') {
    const bytes = Buffer.from(value, 'utf8')
    return tagged(number, 2, varint(bytes.length), bytes)
  }
  if (kind === 'int') return tagged(number, 0, varint(value))
  if (kind === 'bool') return value ? tagged(number, 0, varint(1)) : []
  if (kind === 'text*') return value.flatMap(item => encodeField(number, 'text', item))
  if (kind === 'int*') return value.flatMap(item => encodeField(number, 'int', item))
  if (Array.isArray(kind)) return value.flatMap(item => encodeField(number, kind[0], item))
  const bytes = encodeMessage(value, kind)
  return tagged(number, 2, varint(bytes.length), bytes)
}

/** Of a plan: id, calling code and whether it is the main one, so that who looks for a plan need not
 * read what is behind. */
const FIRST = [9, 10, 22]

function encodeMessage(values, schema) {
  const parts = []
  const isFirst = number => schema === METADATA && FIRST.includes(number)
  const numbers = [...values.keys()].filter(number => values[number] !== undefined)
  for (const number of numbers.toSorted((a, b) => isFirst(b) - isFirst(a))) {
    if (!(number in schema)) fail(`unknown field ${number}; the metadata has a new form`)
    parts.push(...encodeField(number, schema[number], values[number]))
  }
  return Buffer.concat(parts)
}

/** Fields that nothing in the engine asks for, and that weigh: examples, and what only carriers and
 * senders of text messages need. Everything that reads, judges and formats a number stays. */
const UNUSED = { desc: [6], plan: [17, 24, 26, 32], shortPlan: [2, 3, 4, 5, 27, 30, 31, 33] }

function without(values, fields) {
  return values.map((value, number) => (fields.includes(number) ? undefined : value))
}

function slim(plan, unused) {
  return without(plan, unused).map((value, number) =>
    descFields.includes(number) && value ? without(value, UNUSED.desc) : value,
  )
}

function encodeCollection(table, unused) {
  return Buffer.concat(table.flatMap(([, plan]) => encodeField(1, METADATA, slim(plan, unused))))
}

// -- C++ -----------------------------------------------------------------------------------------

/** A string literal compiles about ten times faster than a list of numbers. */
function literal(bytes) {
  const lines = []
  for (let at = 0; at < bytes.length; at += 64) {
    const line = [...bytes.subarray(at, at + 64)]
      .map(byte => `\\${byte.toString(8).padStart(3, '0')}`)
      .join('')
    lines.push(`    "${line}"`)
  }
  return lines.join('\n')
}

const MADE = '// Made by scripts/phone-metadata.mjs; do not edit.\n'

function dataSource(prefix, bytes) {
  return `${MADE}namespace i18n {
namespace phonenumbers {
namespace {
const char kData[] =
${literal(bytes)};
}  // namespace

int ${prefix}metadata_size() { return ${bytes.length}; }
const void* ${prefix}metadata_get() { return kData; }

}  // namespace phonenumbers
}  // namespace i18n
`
}

function versionSource(name, version) {
  return `${MADE}#include "phone/metadata.h"

namespace deskbell::phone {

std::string_view metadata_version() { return "${name} ${version}"; }

}  // namespace deskbell::phone
`
}

function exampleSource(table) {
  const rows = table.flatMap(([, region]) =>
    Object.entries(KINDS)
      .filter(([field]) => region[field]?.[6] !== undefined)
      .map(
        ([field, kind]) => `    {"${region[9]}", ${region[10]}, "${region[field][6]}", "${kind}"},`,
      ),
  )
  return `${MADE}${rows.join('\n')}\n`
}

// -- Unicode -------------------------------------------------------------------------------------

const PROPERTIES = {
  ...{ Letters: 'L', Numbers: 'N', DecimalDigits: 'Nd', Separators: 'Z' },
  ...{ NonspacingMarks: 'Mn', CurrencySymbols: 'Sc' },
}

function rangesOf(property) {
  const member = new RegExp(`^\\p{${property}}$`, 'u')
  const ranges = []
  for (let point = 0; point <= 0x10ffff; point++) {
    if ((point >= 0xd800 && point <= 0xdfff) || !member.test(String.fromCodePoint(point))) continue
    const last = ranges.at(-1)
    if (last?.[1] === point - 1) last[1] = point
    else ranges.push([point, point])
  }
  return ranges
}

function unicodeSource() {
  const tables = Object.entries(PROPERTIES).map(([name, property]) => {
    const ranges = rangesOf(property)
    if (property === 'Nd' && ranges.some(([first, last]) => (last - first + 1) % 10 !== 0)) {
      fail('a range of decimal digits is not made of whole tens')
    }
    const rows = ranges.map(
      ([first, last]) => `    {0x${first.toString(16)}, 0x${last.toString(16)}},`,
    )
    return `constexpr Range k${name}[] = {  // \\p{${property}}\n${rows.join('\n')}\n};\n`
  })
  return `${MADE}// Unicode ${process.versions.unicode}.\n${tables.join('')}`
}

// ------------------------------------------------------------------------------------------------

const { values } = parseArgs({ options: { package: { type: 'string' }, out: { type: 'string' } } })
if (!values.package || !values.out) fail('needs --package and --out')
let bundle
let manifest
try {
  bundle = readFileSync(join(values.package, 'dist/libphonenumber.js'), 'utf8')
  manifest = JSON.parse(readFileSync(join(values.package, 'package.json'), 'utf8'))
} catch {
  fail(`${values.package} cannot be read: run \`npm ci\` first`)
}
const regions = readTable(bundle, 'i18n.phonenumbers.metadata.countryToMetadata')
const shortNumbers = readTable(bundle, 'i18n.phonenumbers.shortnumbermetadata.countryToMetadata')
const files = {
  'metadata.cc': dataSource('', encodeCollection(regions, UNUSED.plan)),
  'short_metadata.cc': dataSource('short_', encodeCollection(shortNumbers, UNUSED.shortPlan)),
  'metadata_version.cc': versionSource(manifest.name, manifest.version),
  'example_numbers.inc': exampleSource(regions),
  'unicode_tables.inc': unicodeSource(),
}
mkdirSync(values.out, { recursive: true })
for (const [name, text] of Object.entries(files)) writeFileSync(join(values.out, name), text)
