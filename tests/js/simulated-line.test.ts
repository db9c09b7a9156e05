import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SimulatedLine } from '../../js-shim/src/line/simulated-line.js'
import type { Call } from '../../js-shim/src/types.js'
import { testLine } from './line-contract.js'
import { listening, until } from './listening.js'

testLine('simulated line', async () => {
  let calls: Call[] = []
  const line = new SimulatedLine({ calls: () => calls })
  return {
    line,
    setCalls: next => {
      calls = next
    },
    say: event => line.say(event),
    interrupt: () => {
      line.disconnect()
      line.connect()
    },
    close: () => {},
  }
})

test('simulated line: broken, it refuses and loses what is said', async () => {
  const line = new SimulatedLine()
  const { sink, events, snapshots } = listening()
  line.open(sink)
  await until('a snapshot', () => snapshots.length === 1)
  line.disconnect()
  line.say({ callId: 'a', type: 'ringing' })
  await assert.rejects(line.dial('+31612345678'), { code: 'unreachable' })
  assert.equal(events.length, 0)
  assert.equal(line.asked.length, 0)
})
