// What an agent writes and chooses: notes, tasks, old calls, the blacklist, preferences.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CallRecord } from '../../js-shim/src/types.js'
import { anna, answer, end, makeDesk, number, quietly, ring } from './desk-world.js'
import { until } from './listening.js'
import { makeEvent } from './make-call.js'

/** A conversation that is over, and what the host was given of it. */
async function overWorld(hooks = {}) {
  const saved: CallRecord[] = []
  const world = await makeDesk({
    findContacts: () => [anna],
    saveCall: record => void saved.push(record),
    ...hooks,
  })
  ring(world)
  answer(world)
  end(world)
  await until('the record', () => saved.length > 0)
  return { world, saved }
}

test('a note reaches the host with the record, and is in every later one', () =>
  quietly(async () => {
    const { world, saved } = await overWorld()
    world.more.saveNote('20 loaves on Friday', 'c1')
    await until('the note', () => saved.at(-1)?.note === '20 loaves on Friday')
    assert.equal(saved.at(-1)?.outcome, 'completed')
    assert.deepEqual(saved.at(-1)?.contact, anna)
    assert.ok(!('state' in (saved.at(-1) ?? {})), 'a record, not a call')
    world.line.say({
      ...makeEvent({ callId: 'c1', type: 'recorded', at: Date.now() }),
      recordingUrl: '/recordings/1.wav',
    })
    await until('the recording', () => saved.at(-1)?.recordingUrl === '/recordings/1.wav')
    assert.equal(saved.at(-1)?.note, '20 loaves on Friday')
    world.desk.dispose()
  }))

test('a task goes to the host with its call; a host that fails is told to the agent', async () => {
  const tasks: unknown[] = []
  const { world } = await overWorld({
    createTask: (task: unknown, call: { callId: string }) => void tasks.push([task, call.callId]),
  })
  await world.more.createTask({ title: 'Price list', dueAt: 5 }, 'c1')
  assert.deepEqual(tasks, [[{ title: 'Price list', dueAt: 5, contact: anna }, 'c1']])
  world.host.merge({
    createTask: () => {
      throw new Error('no')
    },
  })
  await quietly(
    () =>
      assert.rejects(world.more.createTask({ title: 'x', dueAt: 5 }, 'c1'), {
        code: 'hook_failed',
      }),
    1,
  )
  assert.equal(world.desk.model.notice?.kind, 'error')
  world.desk.dispose()
})

test('old calls: the host’s, read as hostile; without a host those of this page', () =>
  quietly(async () => {
    const { world } = await overWorld()
    assert.deepEqual(
      (await world.more.findCalls('')).map(({ callId }) => callId),
      ['c1'],
    )
    assert.equal((await world.more.findCalls('ANNA')).length, 1)
    assert.equal((await world.more.findCalls(number)).length, 1)
    assert.equal((await world.more.findCalls('nobody')).length, 0)
    const asked: string[] = []
    world.host.merge({
      findCalls: text => {
        asked.push(text)
        const one = { callId: 'a', direction: 'inbound', recordingUrl: 'javascript:alert(1)' }
        return [one, null, { callId: 7 }, 'x'] as never
      },
    })
    const found = await world.more.findCalls('piotr')
    assert.deepEqual(asked, ['piotr'])
    assert.deepEqual(
      found.map(({ callId, recordingUrl, note }) => [callId, recordingUrl, note]),
      [['a', '', '']],
    )
    world.desk.dispose()
  }))

test('a caller is refused where the line can do it', () =>
  quietly(async () => {
    const world = await makeDesk({}, { actions: ['block'] })
    assert.equal(world.desk.model.can.block, true)
    ring(world)
    await until('the card', () => world.desk.model.calls.length === 1)
    await world.more.block('c1')
    assert.deepEqual(world.line.asked.at(-1), { callId: 'c1', action: { type: 'block' } })
    await assert.rejects(world.more.block('none'), { code: 'no_such_call' })
    world.desk.dispose()
    const other = await makeDesk()
    assert.equal(other.desk.model.can.block, false)
    other.desk.dispose()
  }))

test('who is away gets no toast, but sees the call', () =>
  quietly(async () => {
    const world = await makeDesk()
    world.more.setPreferences({ away: true })
    ring(world)
    await until('the card', () => world.desk.model.calls.length === 1)
    assert.equal(world.toaster.open.size, 0)
    end(world)
    world.more.setPreferences({ away: false })
    ring(world, 'c2')
    await until('the toast', () => world.toaster.open.has('c2'))
    world.desk.dispose()
  }))

test('preferences outlast the page, are the agent’s own, and are read as hostile', () =>
  quietly(async () => {
    const kept = new Map<string, string>()
    const storage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
    }
    Object.assign(globalThis, { localStorage: storage })
    try {
      const first = await makeDesk()
      first.more.setPreferences({ theme: 'dark', silent: true })
      first.desk.dispose()
      assert.deepEqual([...kept.keys()], ['deskbell:settings:1'])
      const second = await makeDesk()
      const wanted = { theme: 'dark', silent: true, away: false }
      assert.deepEqual(second.desk.model.preferences, wanted)
      second.desk.dispose()
      for (const nonsense of ['{', '[]', '7', '{"theme":"url(x)","silent":"yes","away":1}']) {
        kept.set('deskbell:settings:1', nonsense)
        const world = await makeDesk()
        const usual = { theme: 'auto', silent: false, away: false }
        assert.deepEqual(world.desk.model.preferences, usual, nonsense)
        world.desk.dispose()
      }
    } finally {
      delete (globalThis as { localStorage?: unknown }).localStorage
    }
  }))
