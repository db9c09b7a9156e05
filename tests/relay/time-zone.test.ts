import assert from 'node:assert/strict'
import test from 'node:test'
import { ZoneClock, type ZoneOffsets, zoneOffsets } from '../../relay/src/webhooks/time-zone.js'

const DAY = 86_400_000

function offsetAt(offsets: ZoneOffsets, at: number): number | undefined {
  return offsets.find(([until]) => at < until)?.[1]
}

test('Amsterdam: both nights on which the clocks change, to the millisecond', () => {
  const offsets = zoneOffsets('Europe/Amsterdam', Date.UTC(2026, 6, 1))
  const spring = Date.UTC(2026, 2, 29, 1)
  const autumn = Date.UTC(2026, 9, 25, 1)
  assert.equal(offsetAt(offsets, spring - 1), 60)
  assert.equal(offsetAt(offsets, spring), 120)
  assert.equal(offsetAt(offsets, autumn - 1), 120)
  assert.equal(offsetAt(offsets, autumn), 60)
  const untils = offsets.map(([until]) => until)
  assert.ok(untils.includes(spring) && untils.includes(autumn))
})

test('it reaches 400 days to both sides, in order', () => {
  const around = Date.UTC(2026, 0, 15)
  for (const zone of ['Europe/Kyiv', 'UTC', 'Africa/Casablanca', 'Australia/Lord_Howe']) {
    const untils = zoneOffsets(zone, around).map(([until]) => until)
    assert.deepEqual(
      untils,
      [...untils].sort((a, b) => a - b),
    )
    assert.ok((untils[0] ?? 0) > around - 400 * DAY)
    assert.equal(untils.at(-1), around + 400 * DAY)
  }
  assert.equal(zoneOffsets('UTC', around).length, 1)
})

test('zones from -12 to +14, with odd minutes and half-hour summers', () => {
  const january = Date.UTC(2026, 0, 15)
  const expected: [string, number][] = [
    ['Etc/GMT+12', -720],
    ['America/St_Johns', -210],
    ['UTC', 0],
    ['Asia/Kathmandu', 345],
    ['Australia/Lord_Howe', 660],
    ['Pacific/Chatham', 825],
    ['Pacific/Kiritimati', 840],
  ]
  for (const [zone, minutes] of expected) {
    assert.equal(offsetAt(zoneOffsets(zone, january), january), minutes, zone)
  }
  const july = Date.UTC(2026, 6, 15)
  assert.equal(offsetAt(zoneOffsets('Australia/Lord_Howe', july), july), 630)
})

test('Morocco’s pause for Ramadan is found, though it lasts a month only', () => {
  const offsets = zoneOffsets('Africa/Casablanca', Date.UTC(2025, 2, 10))
  assert.equal(offsetAt(offsets, Date.UTC(2025, 1, 1)), 60)
  assert.equal(offsetAt(offsets, Date.UTC(2025, 2, 10)), 0)
  assert.equal(offsetAt(offsets, Date.UTC(2025, 4, 1)), 60)
})

test('a clock keeps its answer for an hour, not longer, and knows no wrong zone', () => {
  const clock = new ZoneClock('Europe/Amsterdam')
  const at = Date.UTC(2026, 0, 1)
  const first = clock.offsets(at)
  assert.equal(clock.offsets(at + 1000), first)
  assert.notEqual(clock.offsets(at + 3_600_000), first)
  assert.deepEqual(clock.offsets(at), first)
  assert.throws(() => new ZoneClock('Europe/Nowhere'), RangeError)
})
