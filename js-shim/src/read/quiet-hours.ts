import type { QuietHours } from '../config.js'

const TIME = /^([01]\d|2[0-3]):([0-5]\d)$/

/** Minutes since midnight; `null` when it is no time like `08:30`. */
function minutesOf(time: unknown): number | null {
  const found = typeof time === 'string' ? TIME.exec(time) : null
  return found ? Number(found[1]) * 60 + Number(found[2]) : null
}

export function isQuietHours(value: unknown): value is QuietHours {
  const { from, to } = (value ?? {}) as Partial<QuietHours>
  return minutesOf(from) !== null && minutesOf(to) !== null
}

export function isQuiet({ from, to }: QuietHours, at: Date): boolean {
  const [begin, end] = [minutesOf(from), minutesOf(to)]
  if (begin === null || end === null) return false
  const now = at.getHours() * 60 + at.getMinutes()
  return begin <= end ? now >= begin && now < end : now >= begin || now < end
}
