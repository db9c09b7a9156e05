// Every order of six webhooks, each delivered one to three times, through Wasm: one record, byte for
// byte, and at most one task.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Engine, Provider } from '../../js-shim/src/core/engine.js'
import { loadEngine } from '../../js-shim/src/core/load-engine.js'
import type { Call, CallEvent } from '../../js-shim/src/types.js'

const engine = await loadEngine()
const START = 1_767_348_000_000

function permutations<T>(items: T[]): T[][] {
  if (items.length < 2) return [items]
  return items.flatMap((item, index) =>
    permutations(items.filter((_, other) => other !== index)).map(rest => [item, ...rest]),
  )
}

const form = (fields: Record<string, string>) => new URLSearchParams(fields).toString()

function eventsOf(engine: Engine, provider: Provider, bodies: [string, number][]): CallEvent[][] {
  return bodies.map(([body, seconds]) => {
    const request = {
      body,
      contentType: 'application/x-www-form-urlencoded',
      receivedAt: START + seconds * 1000,
      zone: [] as [number, number][],
    }
    return engine.decode(provider, request).events
  })
}

const zadarma = {
  call_start: '2026-01-02 10:00:00',
  pbx_call_id: 'in_1f',
  caller_id: '31612345678',
}
const called = { ...zadarma, called_did: '31201234567' }
const ringostat = { uniqueid: '15.7', caller: '31612345678', dst: '31201234567', call_type: 'in' }

const STREAMS: [Provider, [string, number][]][] = [
  [
    'zadarma',
    [
      [form({ event: 'NOTIFY_START', ...called }), 0],
      [form({ event: 'NOTIFY_INTERNAL', ...called, internal: '100' }), 1],
      [form({ event: 'NOTIFY_INTERNAL', ...called, internal: '101' }), 2],
      [form({ event: 'NOTIFY_ANSWER', ...zadarma, internal: '101', destination: '101' }), 8],
      [
        form({
          event: 'NOTIFY_END',
          ...called,
          internal: '101',
          duration: '64',
          disposition: 'answered',
          is_recorded: '1',
        }),
        73,
      ],
      [form({ event: 'NOTIFY_RECORD', pbx_call_id: 'in_1f', call_id_with_rec: '1.2' }), 110],
    ],
  ],
  [
    'ringostat',
    [
      [form({ moment: 'before_call', ...ringostat }), 0],
      [form({ moment: 'forwarding', ...ringostat, employee_number: '100' }), 1],
      [form({ moment: 'forwarding', ...ringostat, employee_number: '101' }), 2],
      [form({ moment: 'pick_up', ...ringostat, employee_number: '101' }), 8],
      [
        form({
          moment: 'after_call',
          ...ringostat,
          employee_number: '101',
          disposition: 'ANSWERED',
          billsec: '64',
        }),
        73,
      ],
      [form({ moment: 'rating', ...ringostat, recording: 'https://app.example/1.mp3' }), 110],
    ],
  ],
]

const client = {
  contact: { id: '7', name: 'Anna', responsible: { id: 'u1', name: 'Bob', extension: '101' } },
}
const matrix = engine.presetMatrix('recommended')

for (const [provider, bodies] of STREAMS) {
  test(`720 orders of ${provider}'s webhooks`, () => {
    const events = eventsOf(engine, provider, bodies)
    const records = new Set<string>()
    const orders = permutations(events.map((_, index) => index))
    assert.equal(orders.length, 720)
    orders.forEach((order, n) => {
      const delivered = order.flatMap(index => Array(1 + ((index + n) % 3)).fill(index))
      // Further deliveries come at other places than the first.
      delivered.push(...order.filter(index => (index + n) % 2 === 0))
      let call: Call | null = null
      let row = ''
      const tasks = new Set<string>()
      for (const event of delivered.flatMap(index => events[index] ?? [])) {
        const step = engine.step(call, event, { now: event.at, agent: '' })
        call = step.call
        if (!step.moments.includes('end')) continue
        const decision = engine.decide({ call, client, matrix, moment: 'end', now: event.at, row })
        row = decision.row
        for (const action of decision.actions) {
          if (action.type.endsWith('_task')) tasks.add(action.key)
        }
      }
      records.add(JSON.stringify(call))
      assert.equal(tasks.size, 1, `order ${n}: ${[...tasks]}`)
    })
    assert.equal(records.size, 1)
  })
}
