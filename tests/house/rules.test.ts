// Laws of the house that a text search can check.
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { listsSource } from '../../scripts/generate-lists.mjs'
import { readSource, repositoryFiles, root } from './source-files.js'

const shipped = repositoryFiles(/^(js-shim|relay|cli|demo-host)\/.*\.(tsx?|js)$/)

/** `path:line` of every match. */
function places(paths: string[], pattern: RegExp): string[] {
  return paths.flatMap(path =>
    readSource(path)
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}`] : [])),
  )
}

test('no markup from text, no evaluation, no messages to anybody', () => {
  assert.ok(shipped.length > 50)
  const code = /^(?!\s*(\*|\/\/|\/\*)).*/.source
  const forbidden = ['innerHTML', 'outerHTML', 'insertAdjacentHTML', 'document\\.write']
  assert.deepEqual(places(shipped, new RegExp(`${code}(${forbidden.join('|')})`)), [])
  assert.deepEqual(places(shipped, new RegExp(`${code}\\b(eval|new Function)\\(`)), [])
  assert.deepEqual(places(shipped, new RegExp(`${code}postMessage\\([^)]*'\\*'`)), [])
})

test('nothing is left open or switched off without its reason beside it', () => {
  const sources = repositoryFiles(/\.(cc|h|tsx?|mjs|css)$/).filter(
    path => !path.startsWith('tests/house/'),
  )
  const marks = /TODO|FIXME|\b(test|it|describe)\.(only|skip)\(|@ts-ignore/
  assert.deepEqual(places(sources, marks), [])
})

test('the TypeScript lists are those of the .def files', () => {
  assert.equal(readSource('js-shim/src/core/lists.ts'), listsSource())
})

test('at most twelve scripts', () => {
  const { scripts } = JSON.parse(readSource('package.json'))
  assert.ok(Object.keys(scripts).length <= 12)
})

test('paths that the documents name exist', () => {
  const missing = repositoryFiles(/\.md$/).flatMap(path => {
    const text = readSource(path).replace(/^```[\s\S]*?^```/gm, '')
    const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(match =>
      join(dirname(path), match[1] ?? ''),
    )
    const quoted = [
      ...text.matchAll(
        /`((?:wasm-core|js-shim|relay|cli|demo-host|styles|tests|scripts|docs)\/[\w./-]+)`/g,
      ),
    ].map(match => match[1] ?? '')
    return [...links, ...quoted]
      .filter(target => !existsSync(join(root, target)))
      .map(target => `${path}: ${target}`)
  })
  assert.deepEqual(missing, [])
})
