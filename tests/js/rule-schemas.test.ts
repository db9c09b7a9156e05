// The JSON schemas that a host's author reads agree with what the engine takes.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import Schema from 'typebox/schema'
import { loadEngine } from '../../js-shim/src/core/load-engine.js'

const engine = await loadEngine()
const read = (path: string) =>
  JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'))

const matrixSchema = Schema.Compile(read('wasm-core/rules/integration_matrix.schema.json'))
const routingSchema = Schema.Compile(read('wasm-core/rules/routing.schema.json'))
const webhookSchema = Schema.Compile(read('wasm-core/providers/deskbell.schema.json'))

/** Mistakes that a schema cannot see: they are about two places at once. */
const BEYOND = /twice|missing|asks for|no value of a call/

test('the presets keep the schema, and are what the engine has', () => {
  const files = readdirSync(new URL('../../wasm-core/rules/presets', import.meta.url))
  assert.equal(files.length, 3)
  for (const name of ['recommended', 'zadarma', 'update_only'] as const) {
    const preset = read(`wasm-core/rules/presets/${name}.json`)
    assert.ok(matrixSchema.Check(preset), name)
    assert.deepEqual(engine.presetMatrix(name), preset)
  }
})

describe('the cases', () => {
  test('settings that work keep their schema', () => {
    let checked = 0
    for (const { name, routing, expect } of read('tests/conformance/rules/route.json')) {
      assert.equal(routingSchema.Check(routing), expect.why.step !== 'failure', name)
      checked++
    }
    for (const { name, matrix } of read('tests/conformance/rules/decide.json')) {
      if (!matrix) continue
      assert.ok(matrixSchema.Check(matrix), name)
      checked++
    }
    assert.ok(checked > 60)
  })

  test('mistakes are mistakes for the schema too', () => {
    for (const { name, kind, json, detail } of read('tests/conformance/rules/mistakes.json')) {
      if (BEYOND.test(detail)) continue
      const schema = kind === 'matrix' ? matrixSchema : routingSchema
      assert.equal(schema.Check(json), false, name)
    }
  })

  test("Deskbell's own webhooks keep theirs", () => {
    const cases = read('tests/conformance/calls/webhooks.json')
    const bodies = cases
      .filter((each: { provider: string }) => each.provider === 'deskbell')
      .flatMap((each: { requests: { body: unknown }[] }) => each.requests.map(({ body }) => body))
    assert.ok(bodies.length > 5)
    for (const body of bodies) assert.ok(webhookSchema.Check(body), JSON.stringify(body))
    assert.equal(webhookSchema.Check({ events: [] }), false)
    assert.equal(webhookSchema.Check({ events: [{ id: '1' }] }), false)
  })
})
