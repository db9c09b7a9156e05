import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { type SimulatedFact, SimulatedLine } from '../../js-shim/src/line/simulated-line.js'
import { SharedLine } from '../../js-shim/src/tabs/shared-line.js'
import type { Call } from '../../js-shim/src/types.js'
import { FakeBrowser } from './fake-tabs.js'
import { testLine } from './line-contract.js'
import { listening, until } from './listening.js'
import { makeCall, makeEvent } from './make-call.js'

/** A telephone system with any number of connections, and a browser with any number of tabs. */
function world() {
  const browser = new FakeBrowser()
  const lines: SimulatedLine[] = []
  let calls: Call[] = []
  const makeLine = () => {
    const line = new SimulatedLine({ calls: () => calls, spread: fact => say(fact) })
    lines.push(line)
    return line
  }
  const say = (fact: SimulatedFact) => {
    for (const line of lines) line.say(fact)
  }
  const openTab = (known: Call[] = []) => {
    const page = new EventTarget()
    const line = new SharedLine(makeLine, 'deskbell:test', browser.tools(page))
    const heard = listening(known)
    line.open(heard.sink)
    return { line, page, ...heard }
  }
  return {
    browser,
    openTab,
    /** Connections that are open: there must never be more than one. */
    streams: () => lines.filter(({ isOpen }) => isOpen),
    say,
    makeLine,
    setCalls: (next: Call[]) => {
      calls = next
    },
  }
}

for (const role of ['leader', 'follower'] as const) {
  testLine(`shared line, ${role}`, async () => {
    const { browser, openTab, makeLine, streams, say, setCalls } = world()
    const known: Call[] = []
    const leader = role === 'follower' ? openTab(known) : null
    if (leader) await until('a leader', () => leader.snapshots.length === 1)
    return {
      line: new SharedLine(makeLine, 'deskbell:test', browser.tools()),
      setCalls: next => {
        setCalls(next)
        // The leader tells a newcomer what it knows.
        known.push(...next)
      },
      say,
      interrupt: async () => {
        for (const stream of streams()) stream.disconnect()
        await sleep(10)
        for (const stream of streams()) stream.connect()
      },
      close: () => leader?.line.close(),
    }
  })
}

test('shared line: one stream for many tabs, and all hear the same', async () => {
  const { openTab, streams, say } = world()
  const tabs = [...Array(10).keys()].map(() => openTab())
  await until('a leader', () => streams().length === 1)
  await until('all online', () => tabs.every(({ statuses }) => statuses.at(-1) === 'online'))
  for (let n = 0; n < 20; n++) say(makeEvent({ id: `e${n}` }))
  await until('all events', () => tabs.every(({ events }) => events.length === 20))
  const ids = tabs.map(({ events }) => events.map(({ id }) => id).join())
  assert.equal(new Set(ids).size, 1)
  assert.equal(streams().length, 1)
  assert.equal(tabs.filter(({ line }) => line.leading).length, 1)
  for (const { line } of tabs) line.close()
})

test('shared line: when the leader goes, another leads, with a snapshot; never two streams', async () => {
  const { openTab, streams, say, setCalls, browser } = world()
  const tabs = [...Array(6).keys()].map(() => openTab())
  await until('a leader', () => streams().length === 1)
  while (tabs.length > 1) {
    const at = tabs.findIndex(({ line }) => line.leading)
    const [leader] = tabs.splice(at, 1)
    const call = makeCall({ callId: `left-${tabs.length}` })
    setCalls([call])
    leader?.line.close()
    assert.ok(streams().length === 0)
    await until('the next leader', () => tabs.some(({ line }) => line.leading))
    assert.equal(streams().length, 1)
    await until('its snapshot everywhere', () =>
      tabs.every(({ snapshots }) => snapshots.at(-1)?.[0]?.callId === call.callId),
    )
    say(makeEvent({ id: call.callId }))
    await until('its events everywhere', () =>
      tabs.every(({ events }) => events.at(-1)?.id === call.callId),
    )
  }
  tabs[0]?.line.close()
  await sleep(5)
  assert.equal(streams().length, 0)
  assert.equal(browser.heldLocks, 0)
  assert.equal(browser.openChannels, 0)
})

test('shared line: a tab that opens later is told how things are', async () => {
  const { openTab, streams } = world()
  const first = openTab([makeCall({ callId: 'running', state: 'answered' })])
  await until('a leader', () => first.line.leading && first.snapshots.length === 1)
  streams()[0]?.disconnect()
  const second = openTab()
  await until('the welcome', () => second.snapshots.length === 1)
  assert.equal(second.snapshots[0]?.[0]?.callId, 'running')
  assert.equal(second.statuses.at(-1), 'offline')
  assert.equal(second.line.leading, false)
  // The welcome was for one tab only.
  assert.equal(first.snapshots.length, 1)
  first.line.close()
  second.line.close()
})

test('shared line: a stolen lock ends the stream; given back, the tab may lead again', async () => {
  const { openTab, streams, browser } = world()
  const tab = openTab()
  await until('a leader', () => tab.line.leading)
  const giveBack = browser.steal('deskbell:test')
  await until('no stream', () => streams().length === 0)
  assert.equal(tab.line.leading, false)
  giveBack()
  await until('a stream again', () => streams().length === 1)
  tab.line.close()
})

test('shared line: a leader that is frozen or stored away gives the lead back, and waits again', async () => {
  const { openTab, streams, browser } = world()
  for (const [goes, comes] of [
    ['freeze', 'resume'],
    ['pagehide', 'pageshow'],
  ]) {
    const first = openTab()
    await until('a leader', () => first.line.leading)
    const second = openTab()
    const third = openTab()
    const event = () => Object.assign(new Event(goes ?? ''), { persisted: true })
    // Next in the queue, and frozen: it must not be given what it cannot use.
    second.page.dispatchEvent(event())
    first.page.dispatchEvent(event())
    assert.equal(streams().length, 0)
    assert.equal(first.line.leading, false)
    assert.equal(first.stepsDown.length, 1)
    await until('the next leader', () => third.line.leading)
    for (const { page } of [first, second]) page.dispatchEvent(new Event(comes ?? ''))
    const heard = first.snapshots.length
    await until('the welcome', () => first.snapshots.length > heard)
    third.line.close()
    await until('the first again', () => first.line.leading || second.line.leading)
    assert.equal(streams().length, 1)
    assert.equal(second.stepsDown.length + third.stepsDown.length, 0)
    first.line.close()
    second.line.close()
  }
  await sleep(5)
  assert.deepEqual([browser.heldLocks, browser.openChannels], [0, 0])
})

test('shared line: the tab that the agent turns to replaces a leader that hangs', async t => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const turn = async (ms = 1) => {
    for (let passed = 0; passed < ms; passed++) {
      t.mock.timers.tick(1)
      await Promise.resolve()
    }
  }
  const { openTab, streams, browser } = world()
  const leader = openTab()
  await turn(60)
  const follower = openTab()
  await turn(60)
  assert.deepEqual([leader.line.leading, follower.line.leading], [true, false])
  follower.page.dispatchEvent(new Event('visibilitychange'))
  await turn(4000)
  assert.equal(leader.line.leading, true, 'it answers, so it stays')

  browser.deafen(leader.page)
  follower.page.dispatchEvent(new Event('visibilitychange'))
  await turn(4000)
  assert.equal(follower.line.leading, true)
  // It comes back to itself, and learns of it.
  assert.deepEqual([leader.line.leading, leader.stepsDown.length], [false, 1])
  assert.equal(streams().length, 1)
  follower.line.close()
  await turn(60)
  assert.equal(leader.line.leading, true)
  leader.line.close()
})

test('shared line: a leader whose stream gave way to another tab waits for the lead again', async () => {
  const { browser, openTab, makeLine, streams } = world()
  let replace = () => {}
  const named: (string | undefined)[] = []
  const told = new SharedLine(
    name => {
      named.push(name)
      const line = makeLine()
      const open = line.open.bind(line)
      line.open = sink => {
        replace = () => sink.stepDown()
        open(sink)
      }
      return line
    },
    'deskbell:test',
    browser.tools(),
  )
  const { sink, stepsDown, statuses } = listening()
  told.open(sink)
  await until('a leader', () => told.leading)
  const next = openTab()
  replace()
  assert.deepEqual([told.leading, stepsDown.length, streams().length], [false, 1, 0])
  await until('the next leader', () => next.line.leading)
  assert.equal(streams().length, 1)
  next.line.close()
  await until('the first again', () => told.leading)
  assert.equal(streams().length, 1)
  assert.deepEqual([...new Set(statuses)], ['connecting', 'online'])
  // For requests alone it needs no name.
  const name = 'browser of deskbell:test'
  assert.deepEqual(named, [undefined, name, name])
  told.close()
})

test('shared line: forged messages are not heard', async () => {
  const { openTab, browser, streams } = world()
  const leader = openTab()
  await until('a leader', () => leader.snapshots.length === 1)
  const follower = openTab()
  await until('the welcome', () => follower.snapshots.length === 1)
  const forger = browser.openChannel('deskbell:test')
  const before = [follower.events.length, follower.snapshots.length, follower.statuses.length]
  for (const forged of [
    null,
    'event',
    { kind: 'event', event: { type: 'ringing' } },
    { kind: 'event', event: { ...makeEvent(), type: 'exploded' } },
    { kind: 'snapshot', calls: 'all' },
    { kind: 'status', status: 'perfect' },
    { kind: 'clock', aheadMs: Number.NaN },
    { kind: 'welcome', to: 'somebody else', status: 'offline', aheadMs: 0, calls: [] },
    { kind: 'constructor' },
    // It is asked for, and answers.
    { kind: 'bye' },
    { kind: '__proto__' },
  ]) {
    forger.postMessage(forged)
  }
  browser.origin = 'https://evil.example'
  forger.postMessage({ kind: 'event', event: makeEvent() })
  forger.postMessage({ kind: 'snapshot', calls: [makeCall()] })
  await sleep(30)
  assert.deepEqual(
    [follower.events.length, follower.snapshots.length, follower.statuses.length],
    before,
  )
  // The leader hears its line, not the channel.
  browser.origin = 'https://crm.example'
  forger.postMessage({ kind: 'event', event: makeEvent() })
  await sleep(10)
  assert.equal(leader.events.length, 0)
  assert.equal(streams().length, 1)
  leader.line.close()
  follower.line.close()
})

test('shared line: where tabs cannot speak to one another, each is on its own', async () => {
  const lines: SimulatedLine[] = []
  const makeLine = () => {
    const line = new SimulatedLine()
    lines.push(line)
    return line
  }
  const alone = new SharedLine(makeLine, 'x', null)
  const forbidden = new SharedLine(makeLine, 'x', {
    ...new FakeBrowser().tools(),
    locks: { request: () => Promise.reject(new DOMException('opaque origin', 'SecurityError')) },
  })
  for (const line of [alone, forbidden]) {
    const { sink, snapshots } = listening()
    line.open(sink)
    await until('a snapshot', () => snapshots.length === 1)
    assert.equal(line.leading, true)
  }
  assert.equal(lines.filter(({ isOpen }) => isOpen).length, 2)
  alone.close()
  forbidden.close()
  assert.equal(lines.filter(({ isOpen }) => isOpen).length, 0)
})

test('shared line: a tab that closes while it waits for the lead leaves nothing', async () => {
  const { openTab, browser, streams } = world()
  const leader = openTab()
  await until('a leader', () => leader.line.leading)
  const waiting = openTab()
  await sleep(5)
  waiting.line.close()
  leader.line.close()
  await sleep(20)
  assert.equal(streams().length, 0)
  assert.equal(browser.heldLocks, 0)
  assert.equal(browser.openChannels, 0)
})
