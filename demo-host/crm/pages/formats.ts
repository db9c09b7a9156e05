/** The one language of the CRM's pages; numbers and dates follow it. */
const LOCALE = 'en-GB'
const DAY = 86_400_000

const memory = new Map<string, Intl.DateTimeFormat>()
function format(timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const name = timeZone + JSON.stringify(options)
  const known = memory.get(name) ?? new Intl.DateTimeFormat(LOCALE, { timeZone, ...options })
  memory.set(name, known)
  return known
}

const dayOf = (at: number, timeZone: string) => format(timeZone, { dateStyle: 'short' }).format(at)

/** `today`, `yesterday`, `tomorrow`, `Tue 14 Oct` or `14 Oct 2025`. */
export function showDay(at: number, timeZone: string, now = Date.now()): string {
  const day = dayOf(at, timeZone)
  if (day === dayOf(now, timeZone)) return 'today'
  if (day === dayOf(now - DAY, timeZone)) return 'yesterday'
  if (day === dayOf(now + DAY, timeZone)) return 'tomorrow'
  const near = Math.abs(at - now) < 180 * DAY
  return format(
    timeZone,
    near
      ? { weekday: 'short', day: 'numeric', month: 'short' }
      : { day: 'numeric', month: 'short', year: 'numeric' },
  ).format(at)
}

/** A day, with the time while it is fresh. */
export function showDayAndTime(at: number, timeZone: string, now = Date.now()): string {
  const day = showDay(at, timeZone, now)
  return /^[a-z]/.test(day) ? `${day} ${showTime(at, timeZone)}` : day
}

export function showTime(at: number, timeZone: string): string {
  return format(timeZone, { hour: '2-digit', minute: '2-digit' }).format(at)
}

/** In full, for the tooltip of a short form. */
export function showMoment(at: number, timeZone: string): string {
  return format(timeZone, { dateStyle: 'full', timeStyle: 'medium' }).format(at)
}

/** `2:14`, `1:02:14`. */
export function showSeconds(seconds: number): string {
  const parts = [Math.floor(seconds / 60) % 60, Math.floor(seconds) % 60]
  const hours = Math.floor(seconds / 3600)
  const [minutes, rest] = parts.map(part => String(part).padStart(2, '0'))
  return hours > 0 ? `${hours}:${minutes}:${rest}` : `${Number(minutes)}:${rest}`
}

const euro = new Intl.NumberFormat(LOCALE, {
  style: 'currency',
  currency: 'EUR',
  maximumFractionDigits: 0,
})
export const showEuro = (amount: number): string => euro.format(amount)

const count = new Intl.NumberFormat(LOCALE)
export const showCount = (amount: number): string => count.format(amount)

const countries = new Intl.DisplayNames(LOCALE, { type: 'region' })
export const showCountry = (code: string): string =>
  code === '' ? '' : (countries.of(code) ?? code)

/** Two letters for a face that is not there. */
export function initials(name: string): string {
  const words = name.split(/\s+/).filter(word => /^\p{Lu}|^\p{Lo}/u.test(word))
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined]
  return letters.map(word => (word ? [...word][0] : '')).join('') || '?'
}

/** `2026-01-02T10:00`, as a date-time field of a form wants it. */
export function fieldTime(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' })
    .format(at)
    .replace(' ', 'T')
}

/** What such a field says, in the zone; `NaN` when it is no moment. */
export function readFieldTime(text: string, timeZone: string): number {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(text)) return Number.NaN
  const asUtc = Date.parse(`${text}Z`)
  // The zone's offset at that moment, found by writing a near moment in it and reading it back.
  const offset = Date.parse(`${fieldTime(asUtc, timeZone)}Z`) - asUtc
  const guess = asUtc - offset
  const drift = Date.parse(`${fieldTime(guess, timeZone)}Z`) - asUtc
  return guess - drift
}
