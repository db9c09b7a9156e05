import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Line } from '../../js-shim/src/ports/line.js'
import type { Call, CallEvent } from '../../js-shim/src/types.js'
import { listening, until } from './listening.js'
import { makeCall, makeEvent } from './make-call.js'

/** A line with a telephone system behind it that the test plays. */
export interface LineWorld {
  line: Line
  /** Calls in progress at the next connection. Before `open`. */
  setCalls(calls: Call[]): void
  say(event: CallEvent): void
  /** The line breaks and comes back; what was said meanwhile may be lost or caught up. */
  interrupt(): void | Promise<void>
  close(): void | Promise<void>
}

/** What every line must do. */
export function testLine(name: string, makeWorld: () => Promise<LineWorld>): void {
  const contract = (what: string, run: (world: LineWorld) => Promise<void>) =>
    test(`${name}: ${what}`, async () => {
      const world = await makeWorld()
      try {
        await run(world)
      } finally {
        world.line.close()
        await world.close()
      }
    })
  const anna = { id: '7', name: 'Anna de Jong', company: 'Bakkerij Zonneveld' }

  contract('connects, then tells which calls there are', async world => {
    const call = makeCall()
    world.setCalls([call])
    const { sink, statuses, snapshots } = listening()
    world.line.open(sink)
    assert.deepEqual(statuses, ['connecting'])
    await until('a snapshot', () => snapshots.length === 1)
    assert.deepEqual(statuses, ['connecting', 'online'])
    assert.deepEqual(snapshots, [[call]])
  })

  contract('tells events whole and in order', async world => {
    const { sink, events, snapshots } = listening()
    world.line.open(sink)
    await until('a snapshot', () => snapshots.length === 1)
    const said = [...Array(50).keys()].map(n =>
      makeEvent({ id: `e${n}`, callId: `call-${n}`, contact: anna, raw: { n: `${n} – ü 🎉` } }),
    )
    for (const event of said) world.say(event)
    await until('all events', () => events.length >= said.length)
    assert.deepEqual(events, said)
  })

  contract(
    'dials, and the events of the call carry the id that dial answered with',
    async world => {
      const { sink, events, snapshots } = listening()
      world.line.open(sink)
      await until('a snapshot', () => snapshots.length === 1)
      const { callId } = await world.line.dial('+31612345678', anna)
      assert.ok(callId)
      await until('the dialing event', () => events.some(({ type }) => type === 'dialing'))
      const [event] = events
      assert.equal(event?.callId, callId)
      assert.equal(event?.direction, 'outbound')
      assert.equal(event?.to, '+31612345678')
    },
  )

  contract('two calls have two ids', async world => {
    const { sink, snapshots } = listening()
    world.line.open(sink)
    await until('a snapshot', () => snapshots.length === 1)
    const first = await world.line.dial('+31612345678')
    const second = await world.line.dial('+31201234567')
    assert.notEqual(first.callId, second.callId)
  })

  contract('tells everybody who it is', async world => {
    const { sink, events, snapshots } = listening()
    world.line.open(sink)
    await until('a snapshot', () => snapshots.length === 1)
    const { callId } = await world.line.dial('+31612345678')
    await world.line.identify(callId, anna)
    await until('an identified event', () => events.some(({ type }) => type === 'identified'))
    const identified = events.find(({ type }) => type === 'identified')
    assert.equal(identified?.callId, callId)
    assert.deepEqual(identified?.contact, anna)
  })

  contract('says when it is interrupted, and comes back', async world => {
    const { sink, events, statuses, snapshots } = listening()
    world.line.open(sink)
    await until('a snapshot', () => snapshots.length === 1)
    await world.interrupt()
    await until('online again', () => statuses.join() === 'connecting,online,offline,online')
    world.say(makeEvent({ id: 'after' }))
    await until('the event after it', () => events.some(({ id }) => id === 'after'))
  })

  contract('refuses with not_supported what it cannot do', async world => {
    world.line.open(listening().sink)
    for (const type of ['answer', 'decline', 'hangUp', 'hold', 'resume'] as const) {
      if (world.line.actions.has(type)) continue
      await assert.rejects(world.line.act('call-1', { type }), { code: 'not_supported' })
    }
  })

  contract('is silent after close, and takes nothing more', async world => {
    const { sink, events, statuses, snapshots } = listening()
    world.line.open(sink)
    await until('a snapshot', () => snapshots.length === 1)
    const before = statuses.length
    world.line.close()
    world.say(makeEvent())
    await sleep(50)
    assert.equal(events.length, 0)
    assert.equal(statuses.length, before)
    await assert.rejects(world.line.dial('+31612345678'), { code: 'disposed' })
  })
}
