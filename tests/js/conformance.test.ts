// The cases of tests/conformance through Wasm; tests/native runs the same natively.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { DeskbellError } from '../../js-shim/src/core/deskbell-error.js'
import { loadEngine } from '../../js-shim/src/core/load-engine.js'

const engine = await loadEngine()

// biome-ignore lint/suspicious/noExplicitAny: hostile and broken input is part of the cases
type Any = any

const cases = (name: string): Any =>
  JSON.parse(readFileSync(new URL(`../conformance/${name}`, import.meta.url), 'utf8'))

/** Every member of `expected` is in `actual`; null means that it is not there. */
function assertPart(expected: Any, actual: Any, place: string): void {
  if (typeof expected !== 'object' || expected === null || Array.isArray(expected)) {
    assert.deepEqual(actual ?? null, expected, place)
    return
  }
  for (const [name, value] of Object.entries(expected)) {
    assertPart(value, actual?.[name], `${place}.${name}`)
  }
}

describe('decisions', () => {
  const { base } = cases('rules/base_call.json')
  for (const each of cases('rules/decide.json')) {
    test(each.name, () => {
      const { fields, updateOnly, row } = each.more ?? {}
      const matrix = {
        ...(each.preset ? engine.presetMatrix(each.preset) : each.matrix),
        ...(fields && { fields }),
        ...(updateOnly && { updateOnly }),
        settings: each.settings ?? {},
      }
      const decision = engine.decide({
        call: { ...base, ...each.call },
        client: each.client ?? {},
        matrix,
        moment: each.moment,
        now: base.offeredAt,
        row,
      })
      assert.equal(decision.row, each.expect.row)
      assert.equal(decision.actions.length, each.expect.actions.length)
      each.expect.actions.forEach((expected: Any, index: number) => {
        assertPart(expected, decision.actions[index], `actions[${index}]`)
      })
      const keys = decision.actions.map(action => action.key)
      assert.equal(new Set(keys).size, keys.length)
    })
  }
})

describe('routes', () => {
  for (const each of cases('rules/route.json')) {
    test(each.name, () => {
      const { decision, why } = engine.route(each)
      assert.deepEqual(decision, each.expect.decision)
      assert.deepEqual(why, each.expect.why)
      if (!each.reply) return
      const { provider, accept, body, contentType } = each.reply
      assert.deepEqual(engine.reply(provider, decision, accept), { body, contentType })
    })
  }
})

describe('mistakes in rules', () => {
  for (const each of cases('rules/mistakes.json')) {
    test(each.name, () => {
      const check = () =>
        each.kind === 'matrix' ? engine.checkMatrix(each.json) : engine.checkRouting(each.json)
      assert.throws(check, new DeskbellError('bad_rules', each.detail))
    })
  }
})

describe('field mappings', () => {
  for (const each of cases('rules/mapping.json')) {
    test(each.name, () => {
      assert.deepEqual(engine.checkMapping(each.fields, each.crmFields), each.problems)
    })
  }
})

describe('webhooks', () => {
  for (const each of cases('calls/webhooks.json')) {
    test(each.name, () => {
      let call: Any = null
      for (const { body, at, provider, contentType, query } of each.requests) {
        const decoded = engine.decode(provider ?? each.provider, {
          body: typeof body === 'string' ? body : JSON.stringify(body),
          contentType: contentType ?? each.contentType,
          receivedAt: at,
          zone: [],
          query: query ?? '',
        })
        for (const event of decoded.events) {
          call = engine.step(call, event, { now: at, agent: '' }).call
        }
      }
      assertPart(each.expect, call, 'call')
    })
  }
})
