import assert from 'node:assert/strict'
import { afterEach, beforeEach, mock, test } from 'node:test'
import { isQuiet, isQuietHours } from '../../js-shim/src/read/quiet-hours.js'
import { Bell } from '../../js-shim/src/sound/bell.js'
import { until } from './listening.js'
import { NotedAudio } from './noted-audio.js'

const globals = globalThis as Record<string, unknown>
const listened: string[] = []

beforeEach(() => {
  NotedAudio.contexts = []
  NotedAudio.allowed = true
  listened.length = 0
  globals.AudioContext = NotedAudio
  globals.navigator = {}
  globals.addEventListener = (type: string) => void listened.push(type)
  globals.removeEventListener = (type: string) => {
    const at = listened.indexOf(type)
    if (at >= 0) listened.splice(at, 1)
  }
  mock.timers.enable({ apis: ['setInterval'] })
})
afterEach(() => {
  mock.timers.reset()
  for (const name of ['AudioContext', 'navigator', 'addEventListener', 'removeEventListener']) {
    delete globals[name]
  }
})

/** The time of day so many ms from now. */
const clock = (ms: number) => new Date(Date.now() + ms).toTimeString().slice(0, 5)

const struck = () => NotedAudio.contexts[0]?.pitches.length ?? 0

test('rings again and again until the last of several calls stops', async t => {
  const bell = new Bell({}, () => {})
  t.after(() => bell.dispose())
  bell.ring('1')
  bell.ring('2')
  await until('the first ring', () => struck() > 0)
  const once = struck()
  mock.timers.tick(3000)
  assert.equal(struck(), 2 * once)
  bell.stop('1')
  await new Promise(resolve => setImmediate(resolve))
  mock.timers.tick(3000)
  assert.equal(struck(), 3 * once)
  bell.stop('2')
  await until('silence', () => NotedAudio.contexts[0]?.connected === 0)
  mock.timers.tick(10_000)
  assert.equal(struck(), 3 * once)
  assert.equal(NotedAudio.contexts.length, 1)
})

test('a single beep for an agent who talks', async t => {
  const bell = new Bell({}, () => {})
  t.after(() => bell.dispose())
  bell.talking = true
  bell.ring('1')
  await until('the beep', () => struck() === 1)
  mock.timers.tick(8000)
  assert.equal(struck(), 2)
  bell.talking = false
  await until('the ring again', () => struck() > 3)
})

test('no sound when it is switched off, in quiet hours, and where there is no sound', async () => {
  new Bell({ ring: false }, () => {}).ring('1')
  new Bell({ quietHours: { from: clock(-60_000), to: clock(120_000) } }, () => {}).ring('1')
  delete globals.AudioContext
  new Bell({}, () => {}).ring('1')
  await new Promise(resolve => setImmediate(resolve))
  assert.equal(NotedAudio.contexts.length, 0)
})

test('says so while the browser keeps it silent, and plays after a click', async t => {
  NotedAudio.allowed = false
  const told: boolean[] = []
  const bell = new Bell({}, blocked => told.push(blocked))
  t.after(() => bell.dispose())
  bell.ring('1')
  await until('it is told', () => told.length === 1)
  assert.deepEqual(told, [true])
  assert.deepEqual(listened, ['pointerup', 'keyup'])
  mock.timers.tick(9000)
  assert.equal(struck(), 0)
  NotedAudio.allowed = true
  await until('it is told again', () => told.length === 2)
  assert.deepEqual(told, [true, false])
  assert.deepEqual(listened, [])
  // Once, not once for each ring that was not heard.
  assert.equal(struck(), 6)
})

test('no sound is asked for before the first click where the browser would complain', async t => {
  const userActivation = { hasBeenActive: false }
  globals.navigator = { userActivation }
  const told: boolean[] = []
  const bell = new Bell({}, blocked => told.push(blocked))
  t.after(() => bell.dispose())
  bell.ring('1')
  await until('it is told', () => told.length === 1)
  mock.timers.tick(6000)
  assert.equal(NotedAudio.contexts.length, 0)
  userActivation.hasBeenActive = true
  mock.timers.tick(3000)
  await until('the ring', () => struck() === 6)
  assert.deepEqual(told, [true, false])
})

test('what is disposed while it rings leaves nothing', async () => {
  NotedAudio.allowed = false
  const bell = new Bell({}, () => {})
  bell.ring('1')
  await until('it waits for a gesture', () => listened.length === 2)
  const before = struck()
  bell.dispose()
  await until('the end', () => NotedAudio.contexts[0]?.state === 'closed')
  mock.timers.tick(10_000)
  assert.equal(struck(), before)
  assert.deepEqual(listened, [])
})

test('quiet hours, also over midnight', () => {
  const at = (hours: number, minutes: number) => new Date(2026, 0, 5, hours, minutes)
  const night = { from: '18:00', to: '08:30' }
  assert.ok(isQuiet(night, at(18, 0)))
  assert.ok(isQuiet(night, at(3, 0)))
  assert.ok(!isQuiet(night, at(8, 30)))
  assert.ok(!isQuiet(night, at(17, 59)))
  const lunch = { from: '12:00', to: '13:00' }
  assert.ok(isQuiet(lunch, at(12, 59)))
  assert.ok(!isQuiet(lunch, at(13, 0)))
  assert.ok(!isQuiet({ from: '09:00', to: '09:00' }, at(9, 0)))
  for (const bad of [
    { from: '24:00', to: '08:00' },
    { from: '8:00', to: '09:00' },
    null,
    'x',
    {},
  ]) {
    assert.ok(!isQuietHours(bad))
  }
})
