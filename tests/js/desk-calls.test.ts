// A call's way over the desk: card, toast, listeners, record; also late, twice, elsewhere and after a reload.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { CallRecord } from '../../js-shim/src/types.js'
import { anna, answer, end, makeDesk, number, quietly, ring } from './desk-world.js'
import { until } from './listening.js'
import { makeCall, makeEvent } from './make-call.js'

test('a call of a known contact: card, toast, listeners, timer, record', () =>
  quietly(async () => {
    const saved: CallRecord[] = []
    const asked: string[][] = []
    const world = await makeDesk({
      findContacts: numbers => {
        asked.push(numbers)
        return [anna]
      },
      saveCall: record => {
        saved.push(record)
      },
    })
    ring(world)
    const [ringing] = world.desk.model.calls
    assert.equal(ringing?.lookup, 'pending')
    await until('the name', () => world.desk.model.calls[0]?.contact !== null)
    const [view] = world.desk.model.calls
    assert.deepEqual(view?.contact, anna)
    assert.equal(view?.lookup, 'done')
    assert.equal(view?.number?.international, '+31 6 12345678')
    assert.deepEqual(asked, [[number]])
    assert.deepEqual(world.toaster.titles, ['Anna de Jong is calling'])
    assert.equal(
      world.toaster.open.get('c1')?.body,
      'Bakkerij Zonneveld · +31\u00a06\u00a012345678',
    )

    const answeredAt = Date.now() - 10_000
    answer(world, 'c1', answeredAt)
    assert.equal(world.toaster.open.size, 0)
    assert.equal(world.desk.model.calls[0]?.call.answeredAt, answeredAt)
    assert.equal(world.desk.model.calls[0]?.call.state, 'answered')

    end(world)
    assert.deepEqual(world.desk.model.calls, [])
    await until('the record', () => saved.length === 1)
    assert.deepEqual(saved[0]?.contact, anna)
    assert.equal(saved[0]?.outcome, 'completed')
    assert.equal(saved[0]?.answeredAt, answeredAt)
    assert.ok((saved[0]?.talkSeconds ?? 0) >= 10)
    assert.deepEqual(
      world.heard.map(([name, call, leading]) => [name, call.contact?.id, leading]),
      [
        ['ringing', undefined, true],
        ['answered', '7', true],
        ['ended', '7', true],
      ],
    )
    world.desk.dispose()
  }))

test('a call that rings elsewhere opens no card, and one that another answered closes it', () =>
  quietly(async () => {
    const world = await makeDesk({ findContacts: () => [anna] })
    ring(world, 'c1', { agent: '102' })
    assert.deepEqual(world.desk.model.calls, [])
    assert.equal(world.toaster.titles.length, 0)
    ring(world, 'c2')
    await until('the toast', () => world.toaster.open.size === 1)
    world.line.say({
      ...makeEvent({ callId: 'c2', type: 'answered', agent: '102', at: Date.now() }),
    })
    assert.deepEqual(world.desk.model.calls, [])
    assert.equal(world.toaster.open.size, 0)
    world.desk.dispose()
  }))

test('a tab that does not lead shows the card, but neither toasts nor saves', () =>
  quietly(async () => {
    const saved: CallRecord[] = []
    const hooks = {
      findContacts: () => [anna],
      saveCall: (record: CallRecord) => void saved.push(record),
    }
    const world = await makeDesk(hooks, { leading: false })
    ring(world)
    await until('the name', () => world.desk.model.calls[0]?.contact != null)
    answer(world)
    end(world)
    await sleep(20)
    assert.equal(world.toaster.titles.length, 0)
    assert.equal(saved.length, 0)
    assert.ok(world.heard.length === 3 && world.heard.every(([, , leading]) => !leading))
    world.desk.dispose()
  }))

test('after a reload a call comes back with the right time, and what has ended goes', () =>
  quietly(async () => {
    const answeredAt = Date.now() - 134_000
    // As a relay would tell it: made by the engine from the same events.
    const { engine } = await makeDesk()
    const viewpoint = { now: Date.now(), agent: '' }
    const rung = engine.step(null, makeEvent({ at: answeredAt - 5_000 }), viewpoint).call
    const event = makeEvent({ type: 'answered', at: answeredAt })
    const live = engine.step(rung, event, viewpoint).call
    let calls = [live]
    const world = await makeDesk({ findContacts: () => [anna] }, { calls: () => calls })
    await until('the card', () => world.desk.model.calls[0]?.contact != null)
    assert.equal(world.desk.model.calls[0]?.call.answeredAt, answeredAt)
    assert.equal(world.desk.model.calls[0]?.call.state, 'answered')
    assert.equal(world.toaster.titles.length, 0)

    ring(world, 'c2')
    assert.equal(world.desk.model.calls.length, 2)
    world.line.disconnect()
    calls = []
    world.line.connect()
    assert.deepEqual(world.desk.model.calls, [])
    assert.equal(world.toaster.open.size, 0)
    world.desk.dispose()
  }))

test('a call that another answered while the line was broken closes when it is back', () =>
  quietly(async () => {
    let calls = [makeCall({ state: 'ringing' })]
    const world = await makeDesk({}, { calls: () => calls })
    const seen = (type: 'ringing' | 'answered', agent: string) =>
      makeEvent({ callId: 'c1', type, agent, at: Date.now() })
    const rung = world.engine.step(null, seen('ringing', '101'), {
      now: Date.now(),
      agent: '',
    }).call
    calls = [rung]
    world.line.connect()
    await until('the toast', () => world.toaster.open.has('c1'))
    assert.equal(world.desk.model.calls.length, 1)
    calls = [world.engine.step(rung, seen('answered', '102'), { now: Date.now(), agent: '' }).call]
    world.line.connect()
    assert.deepEqual(world.desk.model.calls, [])
    assert.equal(world.toaster.open.size, 0)
    world.desk.dispose()
  }))

test('many events in one go render once', () =>
  quietly(async () => {
    const world = await makeDesk()
    await sleep(5)
    world.models.length = 0
    for (let n = 0; n < 100; n++) ring(world, `c${n}`)
    await sleep(5)
    assert.equal(world.models.length, 1)
    assert.equal(world.models[0]?.calls.length, 20, 'a flood is cut to what an agent can handle')
    world.desk.dispose()
  }))

test('an event that the engine refuses takes nothing down', () =>
  quietly(async () => {
    const world = await makeDesk()
    world.desk.event({ callId: 'c1', type: 'exploded' } as never)
    ring(world)
    assert.equal(world.desk.model.calls.length, 1)
    world.desk.dispose()
  }, 1))

test('a recording that comes late still finds its call, and the record is saved again', () =>
  quietly(async () => {
    const saved: CallRecord[] = []
    const world = await makeDesk({
      findContacts: () => [anna],
      saveCall: record => void saved.push(record),
    })
    ring(world)
    answer(world)
    end(world)
    await until('the record', () => saved.length === 1)
    const recordingUrl = 'https://pbx.example/r.mp3'
    world.line.say({
      ...makeEvent({ callId: 'c1', type: 'recorded', at: Date.now() }),
      recordingUrl,
    })
    await until('the second', () => saved.length === 2)
    assert.equal(saved[1]?.recordingUrl, recordingUrl)
    assert.deepEqual(saved[1]?.contact, anna)
    world.desk.dispose()
  }))

test('after dispose nothing is heard, shown or left running', () =>
  quietly(async () => {
    const world = await makeDesk({ findContacts: () => new Promise(() => {}) })
    ring(world)
    world.line.close()
    world.desk.dispose()
    world.host.dispose()
    const count = world.models.length
    world.desk.event(makeEvent({ callId: 'c2' }))
    world.desk.snapshot([makeCall()])
    await sleep(500)
    assert.equal(world.models.length, count)
    assert.equal(world.toaster.titles.length, 0)
  }))
