// What the agent hears: whether it rings or beeps is the desk's to say.
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { answer, end, makeDesk, quietly, ring } from './desk-world.js'
import { until } from './listening.js'
import { NotedAudio } from './noted-audio.js'

const globals = globalThis as Record<string, unknown>
before(() => {
  Object.assign(globals, { AudioContext: NotedAudio, navigator: {} })
})
after(() => {
  delete globals.AudioContext
  delete globals.navigator
})
beforeEach(() => {
  NotedAudio.contexts = []
})

/** A ring has six notes, a beep one. */
const struck = () => NotedAudio.contexts[0]?.pitches.length ?? 0

test('a call rings; a second one beeps while the agent talks, and rings when the talk is over', () =>
  quietly(async () => {
    const world = await makeDesk()
    ring(world, 'c1')
    await until('the ring', () => struck() === 6)
    answer(world, 'c1', Date.now())
    await until('silence', () => NotedAudio.contexts[0]?.connected === 0)
    ring(world, 'c2')
    await until('the beep', () => struck() === 7)
    end(world)
    await until('the ring again', () => struck() === 13)
    world.desk.dispose()
  }))

test('a talk that was over while nobody listened leaves no beep behind', () =>
  quietly(async () => {
    const world = await makeDesk({}, { calls: () => [] })
    ring(world, 'c1')
    answer(world, 'c1', Date.now())
    world.line.disconnect()
    world.line.connect()
    await until('no call', () => world.desk.model.calls.length === 0)
    ring(world, 'c2')
    await until('a sound', () => struck() > 0)
    assert.equal(struck(), 6)
    world.desk.dispose()
  }))

test('a tab that does not speak for the browser is silent', () =>
  quietly(async () => {
    const world = await makeDesk({}, { leading: false })
    ring(world, 'c1')
    await until('the card', () => world.desk.model.calls.length === 1)
    await new Promise(resolve => setTimeout(resolve, 100))
    assert.equal(NotedAudio.contexts.length, 0)
    world.desk.dispose()
  }))
