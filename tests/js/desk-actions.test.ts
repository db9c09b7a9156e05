// A page without a relay: what a call leads to reaches the host as `actions`.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadEngine } from '../../js-shim/src/core/load-engine.js'
import type { Action, IntegrationMatrix } from '../../js-shim/src/core/rules.js'
import type { HostHooks } from '../../js-shim/src/host/hook-types.js'
import { anna, makeDesk } from './desk-world.js'
import { until } from './listening.js'
import { makeEvent } from './make-call.js'

async function makeWorld(hooks: HostHooks, leading = true) {
  const matrix = (await loadEngine()).presetMatrix('recommended')
  const world = await makeDesk(hooks, { matrix, leading })
  const told: { actions: Action[]; contact: string | undefined; leading: boolean }[] = []
  world.listeners.on('actions', (actions, call, context) => {
    told.push({ actions, contact: call.contact?.id, leading: context.leading })
    // What a listener does to its copy is nobody else's.
    actions.length = 0
  })
  const seen: Action[][] = []
  world.listeners.on('actions', actions => seen.push(actions))
  let at = Date.now()
  const say = (type: Parameters<typeof makeEvent>[0]) => {
    at += 1
    world.line.say(makeEvent({ at, ...type }))
  }
  return { ...world, told, seen, say }
}

const types = (actions: Action[] = []) => actions.map(({ type }) => type)

test('a conversation with a new client: contact, ticket and task, and the recording later', async () => {
  const world = await makeWorld({ findContacts: () => [] })
  world.say({ type: 'ringing' })
  world.say({ type: 'answered' })
  world.say({ type: 'ended', outcome: 'completed', talkSeconds: 65 })
  await until('the actions', () => world.seen.length === 1)
  assert.deepEqual(types(world.seen[0]), ['create_contact', 'create_ticket', 'complete_task'])
  const url = 'https://pbx.example/1.mp3'
  world.say({ type: 'recorded', recordingUrl: url })
  await until('the recording', () => world.seen.length === 2)
  const keys = (actions: Action[] = []) => actions.map(({ key }) => key)
  assert.deepEqual(keys(world.seen[1]), keys(world.seen[0]))
  assert.equal(world.seen[1]?.find(({ type }) => type === 'complete_task')?.recordingUrl, url)
  assert.ok(world.told.every(({ leading }) => leading))
  world.desk.dispose()
})

test('it waits for the host to say who it is', async () => {
  let answer = (_: (typeof anna)[]) => {}
  const late = new Promise<(typeof anna)[]>(resolve => {
    answer = resolve
  })
  const world = await makeWorld({ findContacts: () => late }, false)
  world.say({ type: 'ringing' })
  world.say({ type: 'ended', outcome: 'missed' })
  await new Promise(resolve => setTimeout(resolve, 50))
  assert.equal(world.seen.length, 0)
  answer([anna])
  await until('the actions', () => world.seen.length === 1)
  assert.deepEqual(types(world.seen[0]), ['open_task'])
  assert.deepEqual(world.seen[0]?.[0]?.target, { type: 'contact', id: '7' })
  assert.deepEqual(world.told[0], { actions: [], contact: '7', leading: false })
  world.desk.dispose()
})

test('a message that the rules couple to an event is a toast of its own, told once, in one tab', async () => {
  for (const leading of [true, false]) {
    const matrix: IntegrationMatrix = {
      rows: [
        {
          id: 'missed',
          moment: 'end',
          when: { outcome: 'missed' },
          actions: [{ type: 'message', text: 'Call back within the hour' }],
        },
      ],
    }
    const world = await makeDesk({ findContacts: () => [anna] }, { matrix, leading })
    const told: unknown[] = []
    world.listeners.on('actions', actions => told.push(actions))
    const at = Date.now()
    world.line.say(makeEvent({ type: 'ringing', at }))
    world.line.say(makeEvent({ type: 'ended', outcome: 'missed', at: at + 1 }))
    await until('the actions', () => told.length === 1)
    const toasts = [...world.toaster.open.values()].map(({ title, body }) => `${title}, ${body}`)
    assert.deepEqual(toasts, leading ? ['Call back within the hour, Anna de Jong'] : [])
    const shown = world.toaster.titles.length
    world.line.say(makeEvent({ type: 'recorded', recordingUrl: '/1.mp3', at: at + 2 }))
    await new Promise(resolve => setTimeout(resolve, 50))
    assert.equal(world.toaster.titles.length, shown)
    world.desk.dispose()
  }
})

test('a matrix that is wrong leaves the calls alone', async () => {
  const errors: unknown[] = []
  const { error } = console
  console.error = (...told: unknown[]) => errors.push(told)
  const world = await makeDesk({}, { matrix: { rows: [{}] } as never })
  world.line.say(makeEvent({ at: Date.now() }))
  console.error = error
  assert.match(String(errors), /bad_rules.*rows\[0\]/)
  assert.equal(world.heard.length, 1)
  world.desk.dispose()
})
