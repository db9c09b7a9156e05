import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { createOutbox } from '../../js-shim/src/outbox/outbox.js'
import type { CallRecord } from '../../js-shim/src/types.js'
import { until } from './listening.js'
import { makeCall } from './make-call.js'

function world(waits = [1, 1, 1]) {
  const taken: CallRecord[] = []
  const failures: { last: boolean }[] = []
  const state = { open: true, refuse: 0 }
  const outbox = createOutbox({
    waits,
    open: () => state.open,
    deliver: async record => {
      await sleep(1)
      if (state.refuse-- > 0) throw new Error('busy')
      taken.push(record)
    },
    failed: (_, __, last) => failures.push({ last }),
  })
  return { outbox, taken, failures, state }
}

const record = (callId: string, note = ''): CallRecord => makeCall({ callId, note, state: 'ended' })

test('a record is delivered once', async () => {
  const { outbox, taken } = world()
  outbox.put(record('a'))
  await until('the record', () => taken.length === 1)
  await sleep(20)
  assert.deepEqual(
    taken.map(({ callId }) => callId),
    ['a'],
  )
})

test('a refused record is tried again until it is taken', async () => {
  const { outbox, taken, failures, state } = world()
  state.refuse = 3
  outbox.put(record('a'))
  await until('the record', () => taken.length === 1)
  assert.deepEqual(failures, [{ last: false }, { last: false }, { last: false }])
})

test('after the last wait it is given up, and said so', async () => {
  const { outbox, taken, failures, state } = world([1])
  state.refuse = 99
  outbox.put(record('a'))
  await until('the last failure', () => failures.length === 2)
  await sleep(20)
  assert.equal(taken.length, 0)
  assert.deepEqual(failures, [{ last: false }, { last: true }])
})

test('records wait until there is somebody to take them', async () => {
  const { outbox, taken, state } = world()
  state.open = false
  outbox.put(record('a'))
  outbox.put(record('b'))
  await sleep(10)
  assert.equal(taken.length, 0)
  state.open = true
  outbox.wake()
  await until('both', () => taken.length === 2)
})

test('a newer record of the call arrives after the older one, and last', async () => {
  const { outbox, taken } = world()
  outbox.put(record('a', 'old'))
  outbox.put(record('a', 'new'))
  await until('the newer one', () => taken.at(-1)?.note === 'new')
  await sleep(20)
  assert.equal(taken.at(-1)?.note, 'new')
  assert.ok(taken.length <= 2)
})

test('after dispose nothing is delivered', async () => {
  const { outbox, taken, failures, state } = world([50])
  state.refuse = 1
  outbox.put(record('a'))
  await until('a failure', () => failures.length === 1)
  outbox.dispose()
  outbox.put(record('b'))
  await sleep(100)
  assert.equal(taken.length, 0)
})
