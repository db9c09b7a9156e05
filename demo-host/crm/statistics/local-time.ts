import { readFieldTime } from '../pages/formats.js'

/** A day as `2026-03-29`, and an hour of it, on the wall of a time zone. */
export interface LocalHour {
  day: string
  hour: number
}

/** Tells the local hour of moments; a zone's clock that is put forward or back is followed. */
export function localHours(timeZone: string): (at: number) => LocalHour {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    hourCycle: 'h23',
  })
  return at => {
    const [day = '', hour = ''] = format.format(at).split(' ')
    return { day, hour: Number(hour) }
  }
}

/** The moment at which a day begins; `NaN` when that is no day. */
export function startOfDay(day: string, timeZone: string): number {
  const known = new Date(`${day}T00:00Z`)
  if (Number.isNaN(known.getTime()) || !known.toISOString().startsWith(day)) return Number.NaN
  return readFieldTime(`${day}T00:00`, timeZone)
}

/** Some days later, or earlier. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

/** Every day from the first to the last. */
export function daysBetween(first: string, last: string): string[] {
  const days: string[] = []
  for (let day = first; day <= last; day = addDays(day, 1)) days.push(day)
  return days
}
