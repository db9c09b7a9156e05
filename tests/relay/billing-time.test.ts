import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  dayOf,
  daysIn,
  daysOfMonth,
  isMonth,
  nextMonth,
  startOfMonth,
} from '../../relay/src/wholesale/billing-time.js'

test('a month begins at midnight of the zone, whatever the clocks do that night', () => {
  for (const [month, zone, start] of [
    ['2026-11', 'UTC', '2026-11-01T00:00:00Z'],
    ['2026-07', 'Europe/Kyiv', '2026-06-30T21:00:00Z'],
    ['2026-11', 'Asia/Kathmandu', '2026-10-31T18:15:00Z'],
    ['2026-11', 'Pacific/Kiritimati', '2026-10-31T10:00:00Z'],
    // Clocks go back on the first of November at two, in Havana at one.
    ['2026-11', 'America/New_York', '2026-11-01T04:00:00Z'],
    ['2026-11', 'America/Havana', '2026-11-01T04:00:00Z'],
    // They went forward at midnight of the first of October: the month began at one o'clock.
    ['2017-10', 'America/Asuncion', '2017-10-01T04:00:00Z'],
  ] as const) {
    assert.equal(new Date(startOfMonth(month, zone)).toISOString(), `${start.slice(0, -1)}.000Z`)
    assert.equal(dayOf(startOfMonth(month, zone), zone), `${month}-01`)
    assert.notEqual(dayOf(startOfMonth(month, zone) - 1, zone), `${month}-01`)
  }
})

test('months follow each other', () => {
  assert.equal(nextMonth('2026-12'), '2027-01')
  assert.equal(daysIn('2028-02'), 29)
  assert.equal(daysIn('2026-11'), 30)
  for (const text of ['2026-13', '2026-00', '2026-1', '26-01', '2026-01-01', ''])
    assert.equal(isMonth(text), false, text)
})

test('a day counts when the account was there for a moment of it, and once', () => {
  const at = (text: string) => Date.parse(text)
  const count = (...spans: [string, string | null][]) =>
    daysOfMonth(
      '2026-11',
      'Europe/Amsterdam',
      spans.map(([from, to]) => ({ from: at(from), to: to === null ? null : at(to) })),
    )
  assert.equal(count(['2026-10-01T00:00:00Z', null]), 30)
  assert.equal(count(['2026-12-01T00:00:00Z', null]), 0)
  assert.equal(count(['2026-10-01T00:00:00Z', '2026-10-31T22:59:59Z']), 0)
  // Midnight in Amsterdam is 23:00 in UTC.
  assert.equal(count(['2026-10-31T23:00:00Z', '2026-11-01T23:00:00Z']), 1)
  assert.equal(count(['2026-10-31T23:00:00Z', '2026-11-01T23:00:00.001Z']), 2)
  assert.equal(count(['2026-11-30T22:59:59Z', null]), 1)
  assert.equal(count(['2026-11-05T10:00:00Z', '2026-11-05T10:00:00Z']), 1)
  assert.equal(
    count(
      ['2026-11-05T10:00:00Z', '2026-11-05T11:00:00Z'],
      ['2026-11-05T12:00:00Z', '2026-11-07T12:00:00Z'],
    ),
    3,
  )
})
