const MONTH = /^(\d{4})-(0[1-9]|1[0-2])$/
const DAY_MS = 86_400_000

/** Whether a text is a month: `2026-11`. */
export const isMonth = (text: string): boolean => MONTH.test(text)

const clocks = new Map<string, Intl.DateTimeFormat>()

/** As `2026-11-22 14:05:00` in the zone. */
function wallClock(at: number, timeZone: string): string {
  let clock = clocks.get(timeZone)
  if (!clock) {
    clock = new Intl.DateTimeFormat('sv-SE', {
      timeZone,
      dateStyle: 'short',
      timeStyle: 'medium',
    })
    clocks.set(timeZone, clock)
  }
  return clock.format(at)
}

/** The day on the zone's calendar: `2026-11-22`. */
export const dayOf = (at: number, timeZone: string): string => wallClock(at, timeZone).slice(0, 10)

export const monthOf = (at: number, timeZone: string): string => wallClock(at, timeZone).slice(0, 7)

export function nextMonth(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 7)
}

export const daysIn = (month: string): number =>
  Math.round((Date.parse(`${nextMonth(month)}-01`) - Date.parse(`${month}-01`)) / DAY_MS)

/** When a month begins in the zone: ms since 1970, UTC. */
export function startOfMonth(month: string, timeZone: string): number {
  const wall = Date.parse(`${month}-01T00:00:00Z`)
  const offset = (at: number) => Date.parse(`${wallClock(at, timeZone).replace(' ', 'T')}Z`) - at
  // Clocks may change that night, so that midnight comes twice, or not at all.
  const offsets = [wall - DAY_MS, wall + DAY_MS].map(offset)
  const midnights = [...new Set(offsets)].map(each => wall - each).sort((a, b) => a - b)
  const begins = (at: number) =>
    monthOf(at, timeZone) === month && monthOf(at - 1, timeZone) !== month
  return midnights.find(begins) ?? wall - offset(wall)
}

/** Days of the month on which one of the spans holds, for a moment at least. */
export function daysOfMonth(
  month: string,
  timeZone: string,
  spans: readonly { from: number; to: number | null }[],
): number {
  const first = startOfMonth(month, timeZone)
  const end = startOfMonth(nextMonth(month), timeZone)
  const days = new Set<number>()
  for (const { from, to } of spans) {
    if (from >= end || (to !== null && to <= first)) continue
    const firstDay = from <= first ? 1 : Number(dayOf(from, timeZone).slice(8))
    // What ends at midnight does not reach the new day.
    const lastDay =
      to === null || to >= end
        ? daysIn(month)
        : Number(dayOf(Math.max(to - 1, from), timeZone).slice(8))
    for (let day = firstDay; day <= lastDay; day++) days.add(day)
  }
  return days.size
}
