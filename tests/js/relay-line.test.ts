import assert from 'node:assert/strict'
import { mock, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { RelayAccess } from '../../js-shim/src/line/relay-access.js'
import { RelayLine } from '../../js-shim/src/line/relay-line.js'
import { type FakeRelay, type Fault, startFakeRelay } from './fake-relay.js'
import { testLine } from './line-contract.js'
import { listening, until } from './listening.js'
import { makeEvent } from './make-call.js'

const noRenewal = async (): Promise<never> => assert.fail('no new token was needed')

testLine('relay line', async () => {
  const relay = await startFakeRelay()
  const line = new RelayLine(new RelayAccess({ relay: relay.url, token: relay.token }, noRenewal))
  return {
    line,
    setCalls: relay.setCalls,
    say: relay.publish,
    interrupt: relay.cut,
    close: relay.close,
  }
})

interface World {
  relay: FakeRelay
  line: RelayLine
  renewals: { count: number; token: string | null }
}

function relayTest(
  what: string,
  run: (world: World & ReturnType<typeof listening>) => Promise<void>,
) {
  test(`relay line: ${what}`, async () => {
    const relay = await startFakeRelay()
    const renewals: World['renewals'] = { count: 0, token: null }
    const access = new RelayAccess({ relay: relay.url, token: relay.token }, async () => {
      renewals.count += 1
      if (renewals.token === null) throw new Error('the session is over')
      return { relay: relay.url, token: renewals.token }
    })
    const line = new RelayLine(access, { stallMs: 300 })
    try {
      await run({ relay, line, renewals, ...listening() })
    } finally {
      line.close()
      await relay.close()
    }
  })
}

/** What nothing holds any more is gone afterwards, as it may be at any moment. */
function collectGarbage(): void {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
}

const status =
  (code: number): Fault =>
  (_, response) => {
    response.writeHead(code, { 'Content-Type': 'text/plain' })
    response.end('no')
  }

relayTest('comes back after 503, 502, 429, 500, a redirect and a page of HTML', async world => {
  const { relay, line, sink, snapshots, statuses } = world
  relay.faults.push(...[503, 502, 429, 500].map(status))
  relay.faults.push((_, response) => {
    response.writeHead(302, { Location: '/stream' })
    response.end()
  })
  relay.faults.push((_, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html' })
    response.end('<p>maintenance</p>')
  })
  line.open(sink)
  await until('a snapshot', () => snapshots.length === 1, 15_000)
  assert.equal(relay.opened.length, 7)
  assert.equal(statuses.at(-1), 'online')
  // It waits between the tries, longer each time, and never over 2 s at this stage.
  const waits = relay.opened.slice(1).map(({ at }, n) => at - (relay.opened[n]?.at ?? 0))
  assert.ok(
    waits.every(wait => wait >= 100 && wait < 2_500),
    `${waits}`,
  )
  assert.ok((waits.at(-1) ?? 0) > (waits[0] ?? 0), `${waits}`)
})

relayTest('loses nothing when the connection is cut, and hears nothing twice', async world => {
  const { relay, line, sink, events, snapshots } = world
  line.open(sink)
  await until('a snapshot', () => snapshots.length === 1)
  relay.publish(makeEvent({ id: 'a' }))
  await until('the first event', () => events.length === 1)
  relay.cut()
  relay.remember(makeEvent({ id: 'b' }))
  relay.remember(makeEvent({ id: 'c' }))
  await until('the rest', () => events.length === 3)
  relay.cut()
  await until('a third connection', () => relay.streams.size === 1 && relay.opened.length === 3)
  await sleep(50)
  assert.deepEqual(
    events.map(({ id }) => id),
    ['a', 'b', 'c'],
  )
  assert.deepEqual(
    relay.opened.map(({ lastEventId }) => lastEventId),
    [undefined, '1', '3'],
  )
  assert.equal(snapshots.length, 1)
})

relayTest(
  'a frame that is cut in the middle counts for nothing and comes again whole',
  async world => {
    const { relay, line, sink, events, snapshots } = world
    const event = makeEvent({ id: 'a', raw: { note: 'ü🎉' } })
    relay.faults.push((_, response) => {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' })
      response.write('event: snapshot\nid: 0\ndata: {"calls":[]}\n\n')
      const frame = Buffer.from(`event: call_event\nid: 1\ndata: ${JSON.stringify(event)}`)
      response.write(frame, () => response.destroy())
    })
    relay.remember(event)
    line.open(sink)
    await until('the event', () => events.length === 1)
    await sleep(50)
    assert.deepEqual(events, [event])
    assert.equal(snapshots.length, 1)
    assert.equal(relay.opened[1]?.lastEventId, '0')
  },
)

relayTest('frames that arrive byte by byte are put together', async world => {
  const { relay, line, sink, events } = world
  const event = makeEvent({ id: 'a', raw: { note: 'ü🎉 مرحبا' } })
  relay.faults.push(async (_, response) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' })
    const frame = Buffer.from(`event: call_event\nid: 1\ndata: ${JSON.stringify(event)}\n\n`)
    for (const byte of frame) {
      response.write(Buffer.from([byte]))
      await new Promise(setImmediate)
    }
  })
  line.open(sink)
  await until('the event', () => events.length === 1)
  assert.deepEqual(events, [event])
})

relayTest('a silent connection is given up; heart-beats keep it', async world => {
  const { relay, line, sink, snapshots, statuses } = world
  line.open(sink)
  await until('a snapshot', () => snapshots.length === 1)
  const [stream] = relay.streams
  for (let beat = 0; beat < 5; beat++) {
    await sleep(100)
    stream?.write(':\n\n')
  }
  assert.deepEqual(statuses, ['connecting', 'online'])
  collectGarbage()
  await until('a second connection', () => relay.opened.length >= 2)
  assert.equal(relay.opened[1]?.lastEventId, '0')
  assert.ok(statuses.includes('offline'))
})

relayTest('a server that never answers is given up, too', async world => {
  const { relay, line, sink, snapshots } = world
  relay.faults.push(() => {})
  line.open(sink)
  await until('a snapshot', () => snapshots.length === 1)
  assert.equal(relay.opened.length, 2)
})

relayTest('a 401 fetches a new token and goes on at once', async world => {
  const { relay, line, sink, snapshots, renewals } = world
  relay.token = 'token-2'
  renewals.token = 'token-2'
  line.open(sink)
  await until('a snapshot', () => snapshots.length === 1, 1_000)
  assert.equal(renewals.count, 1)
  assert.deepEqual(
    relay.opened.map(({ authorization }) => authorization),
    ['Bearer token-1', 'Bearer token-2'],
  )
})

relayTest('without a new token it keeps trying, in its own time', async world => {
  const { relay, line, sink, snapshots, renewals } = world
  relay.token = 'token-2'
  line.open(sink)
  await sleep(1_000)
  assert.ok(relay.opened.length >= 2 && relay.opened.length < 8, `${relay.opened.length} tries`)
  renewals.token = 'token-2'
  await until('a snapshot', () => snapshots.length === 1)
})

relayTest('a request with an old token is made again with a new one, once', async world => {
  const { relay, line, renewals } = world
  relay.token = 'token-2'
  renewals.token = 'token-2'
  const [first, second] = await Promise.all([line.dial('+31612345678'), line.dial('+31201234567')])
  assert.notEqual(first.callId, second.callId)
  assert.equal(renewals.count, 1)
  renewals.token = 'token-3'
  relay.token = 'token-4'
  await assert.rejects(line.dial('+31612345678'), { code: 'unauthorized' })
  assert.equal(renewals.count, 2)
})

relayTest(
  'the relay’s refusal arrives with its code; an unknown one as unreachable',
  async world => {
    const { relay, line } = world
    const refusals = [
      [
        502,
        { error: { code: 'provider_refused', detail: 'no money' } },
        'provider_refused',
        'no money',
      ],
      [400, { error: { code: 'made_up', detail: 'x' } }, 'unreachable', 'the relay answered 400'],
      [500, '<html>', 'unreachable', 'the relay answered 500'],
      [403, {}, 'unauthorized', 'the relay answered 403'],
      [202, { callId: 5 }, 'unreachable', 'the relay answered without a call id'],
    ] as const
    for (const [status, body, code, detail] of refusals) {
      relay.refusal = { status, body }
      await assert.rejects(line.dial('+31612345678'), { code, detail })
    }
    await relay.close()
    await assert.rejects(line.dial('+31612345678'), { code: 'unreachable' })
  },
)

relayTest('an odd call id reaches the relay as it is', async world => {
  const { relay, line } = world
  const callId = 'in/../?a=b#c d'
  await line.identify(callId, { id: '1', name: 'Anna' })
  assert.equal(relay.posts[0]?.url, `/calls/${callId}/contact`)
})

relayTest('what cannot be read is left out, and said once', async world => {
  const { relay, line, sink, events, snapshots } = world
  const said = mock.method(console, 'error', () => {})
  relay.faults.push((_, response) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' })
    response.write('event: snapshot\nid: 0\ndata: {"calls": 5}\n\n')
    response.write('event: call_event\nid: 1\ndata: {not json\n\n')
    response.write('event: call_event\nid: 2\ndata: {"type": "ringing"}\n\n')
    response.write('event: call_event\nid: 3\ndata: null\n\n')
    response.write('event: from_the_future\nid: 4\ndata: {}\n\n')
    response.write(`event: call_event\nid: 5\ndata: ${JSON.stringify(makeEvent({ id: 'a' }))}\n\n`)
  })
  line.open(sink)
  await until('the readable event', () => events.length === 1)
  said.mock.restore()
  assert.equal(events[0]?.id, 'a')
  assert.equal(snapshots.length, 0)
  assert.equal(said.mock.callCount(), 1)
})

relayTest(
  'the relay’s clock is told when it differs by more than its header can say',
  async world => {
    const { relay, line, sink, aheadMs } = world
    const off = 26 * 60 * 60_000
    relay.faults.push((_, response) => {
      response.writeHead(200, {
        'Content-Type': 'text/event-stream',
        Date: new Date(Date.now() + off).toUTCString(),
      })
      response.write(':\n\n', () => response.destroy())
    })
    line.open(sink)
    await until('two connections', () => aheadMs.length === 2)
    assert.ok(Math.abs((aheadMs[0] ?? 0) - off) < 2_000)
    assert.equal(aheadMs[1], 0)
  },
)

relayTest('once told that its browser has a newer stream it stays away', async world => {
  const { relay, line, sink, snapshots, statuses, stepsDown } = world
  line.open(sink)
  await until('a snapshot', () => snapshots.length === 1)
  for (const stream of relay.streams) stream.end('event: replaced\ndata: {}\n\n')
  await until('the word of it', () => stepsDown.length === 1)
  // Longer than it would wait before its first try.
  await sleep(600)
  assert.equal(relay.opened.length, 1)
  assert.deepEqual(statuses, ['connecting', 'online'])
})

test('relay line: it says which browser it is, whatever that is called', async () => {
  const relay = await startFakeRelay()
  const access = new RelayAccess({ relay: relay.url, token: relay.token }, noRenewal)
  const { sink, snapshots } = listening()
  const line = new RelayLine(access, { browser: 'a &#/ü' })
  line.open(sink)
  await until('a snapshot', () => snapshots.length === 1)
  assert.equal(relay.opened[0]?.url, '/stream?browser=a%20%26%23%2F%C3%BC')
  line.close()
  await relay.close()
})
