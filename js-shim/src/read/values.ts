/** Readers of what comes from outside: they take anything and give back something bounded, or nothing. */

/** Longest text that is kept of a field, in UTF-16 units, unless the field says otherwise. */
const TEXT_LIMIT = 1_000

export type Fields = Record<string, unknown>

/** The value as an object with fields, or `null` for anything else, arrays included. */
export function readFields(value: unknown): Fields | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Fields)
    : null
}

/** The text cut to `limit`; `''` for anything that is no text. A half surrogate pair is not kept. */
export function readText(value: unknown, limit = TEXT_LIMIT): string {
  if (typeof value !== 'string') return ''
  if (value.length <= limit) return value
  return value.slice(0, limit).replace(/[\uD800-\uDBFF]$/, '')
}

/** CRM ids are texts here, although many databases count: a whole number is taken as its digits. */
export function readId(value: unknown): string {
  return typeof value === 'number' && Number.isSafeInteger(value)
    ? `${value}`
    : readText(value, 200)
}

export function readNumber(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}

export function readOneOf<T extends string>(list: readonly T[], value: unknown): T | null {
  return (list as readonly unknown[]).includes(value) ? (value as T) : null
}

/** Reads at most `limit` items and leaves out those that `read` cannot make sense of. */
export function readList<T>(value: unknown, limit: number, read: (item: unknown) => T | null): T[] {
  if (!Array.isArray(value)) return []
  const items: T[] = []
  for (const item of value.slice(0, limit)) {
    const known = read(item)
    if (known !== null) items.push(known)
  }
  return items
}

/** At most 100 named texts; `fromEntries` defines, so that a field named `__proto__` stays a field. */
export function readTexts(value: unknown): Record<string, string> {
  const entries = Object.entries(readFields(value) ?? {})
    .filter(([, text]) => typeof text === 'string')
    .slice(0, 100)
  return Object.fromEntries(entries.map(([name, text]) => [readText(name, 200), readText(text)]))
}

/** An address that a page may open or fetch: absolute http(s) or relative; `''` for the rest. */
export function readUrl(value: unknown): string {
  const text = readText(value, 2_000)
  try {
    return /^https?:$/.test(new URL(text, 'https://relative.invalid').protocol) ? text : ''
  } catch {
    return ''
  }
}

/** Where a recording is: an address, or the provider's own reference like `zadarma:1585913205.75283`. */
export function readRecording(value: unknown): string {
  const text = readText(value, 2_000)
  return /^(zadarma|ringostat):[\w.-]+$/.test(text) ? text : readUrl(text)
}
