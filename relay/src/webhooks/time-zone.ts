/** Each offset (minutes east of UTC) holds until its time (ms since 1970, UTC); in order. */
export type ZoneOffsets = [untilMs: number, minutesEast: number][]

const HOUR = 3_600_000
const DAY = 24 * HOUR
const REACH = 400 * DAY
// No zone changes its clocks twice within a week; Morocco's pause for Ramadan is about a month.
const STRIDE = 7 * DAY

function clockOf(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
}

/** Minutes that the wall clock of `clock`'s zone is ahead of UTC at `at`. */
function minutesEast(clock: Intl.DateTimeFormat, at: number): number {
  const part: Record<string, number> = {}
  for (const { type, value } of clock.formatToParts(at)) part[type] = Number(value)
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = part
  const wall = Date.UTC(year, month - 1, day, hour, minute, second)
  return Math.round((wall - Math.floor(at / 1000) * 1000) / 60_000)
}

/** The first ms after `from`, up to `to`, at which the offset is no longer `before`. */
function transition(clock: Intl.DateTimeFormat, from: number, to: number, before: number): number {
  let [still, already] = [from, to]
  while (already - still > 1) {
    const middle = Math.floor((still + already) / 2)
    if (minutesEast(clock, middle) === before) still = middle
    else already = middle
  }
  return already
}

/** The zone's offsets from 400 days before `around` until 400 days after it. */
export function zoneOffsets(timeZone: string, around: number): ZoneOffsets {
  const clock = clockOf(timeZone)
  const end = around + REACH
  const offsets: ZoneOffsets = []
  let at = around - REACH
  let offset = minutesEast(clock, at)
  while (at < end) {
    const next = Math.min(at + STRIDE, end)
    const then = minutesEast(clock, next)
    if (then !== offset) {
      offsets.push([transition(clock, at, next, offset), offset])
      offset = then
    }
    at = next
  }
  offsets.push([end, offset])
  return offsets
}

/** The offsets of one zone, looked up once an hour: it takes about a millisecond. */
export class ZoneClock {
  readonly #timeZone: string
  #around = Number.NaN
  #offsets: ZoneOffsets = []

  /** @throws RangeError when there is no such zone. */
  constructor(timeZone: string) {
    clockOf(timeZone)
    this.#timeZone = timeZone
  }

  offsets(around: number): ZoneOffsets {
    if (!(Math.abs(around - this.#around) < HOUR)) {
      this.#offsets = zoneOffsets(this.#timeZone, around)
      this.#around = around
    }
    return this.#offsets
  }
}
