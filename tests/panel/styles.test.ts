import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'

const root = new URL('../../', import.meta.url)
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8')
const files = (folder: string, end: RegExp): string[] =>
  readdirSync(new URL(folder, root))
    .filter(name => end.test(name))
    .map(name => folder + name)
const sorted = (names: Iterable<string>): string[] => [...new Set(names)].sort()

const sheets = files('styles/', /\.css$/)
const readme = read('styles/README.md')
const matches = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(match => match[1] ?? '')

/** The rows of the README's table under a heading. */
function rows(heading: string): string {
  const section = readme.split(`## ${heading}\n`)[1]?.split('\n## ')[0]
  assert.ok(section, heading)
  return section
    .split('\n')
    .filter(line => line.startsWith('| `'))
    .map(line => line.split('|')[1])
    .join()
}

test('the README lists every token, and every token is used', () => {
  const declared = sorted(matches(read('styles/tokens.css'), /^\s+(--deskbell-[\w-]+):/gm))
  assert.ok(declared.length > 40)
  assert.deepEqual(sorted(matches(rows('Tokens'), /`(--[\w-]+)`/g)), declared)
  const used = sorted(sheets.flatMap(path => matches(read(path), /var\((--[\w-]+)/g)))
  assert.deepEqual(used, declared)
})

test('the README lists every part', () => {
  const sources = ['js-shim/src/panel/', 'js-shim/src/toaster/'].flatMap(folder =>
    files(folder, /\.tsx$/),
  )
  const given = sources.flatMap(path => matches(read(path), /\bpart="([\w -]+)"/g))
  assert.deepEqual(sorted(matches(rows('Parts'), /`([\w-]+)`/g)), sorted([...given, 'button']))
})

test('the README lists every sheet', () => {
  assert.deepEqual(sorted(matches(readme, /^\| `(styles\/[\w-]+\.css)`/gm)), sorted(sheets))
})

test('only the tokens know colours and lengths of time', () => {
  for (const path of sheets.filter(name => !name.endsWith('tokens.css'))) {
    assert.doesNotMatch(read(path), /#[\da-f]{3,8}\b|\brgb|\bhsl|oklch\(\d/, path)
  }
})

test('no class without a sheet, no sheet without its class', () => {
  const sources = [
    ...files('js-shim/src/panel/', /\.(ts|tsx)$/),
    ...files('js-shim/src/toaster/', /\.(ts|tsx)$/),
    ...files('js-shim/src/phone/', /\.ts$/),
  ]
    .map(read)
    .join('\n')
  const styled = sheets.flatMap(path =>
    matches(read(path).replace(/url\([^)]*\)/g, ''), /\.([a-z][a-z-]*)(?=[^{}]*\{)/g),
  )
  const unused = sorted(styled).filter(name => !new RegExp(`\\b${name}\\b`).test(sources))
  assert.deepEqual(unused, [])
})
