/** A member that is not the same on both sides. */
export interface Change {
  field: string
  from: unknown
  to: unknown
}

/** Whether two values are the same as JSON, whatever the order of their members. */
export function sameJson(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b)
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}

/** The members in which `after` is not as `before`; all that say something when there is none. */
export function changesBetween(before: object | null, after: object): Change[] {
  const old = (before ?? {}) as Record<string, unknown>
  const fresh = after as Record<string, unknown>
  return [...new Set([...Object.keys(old), ...Object.keys(fresh)])]
    .map(field => ({ field, from: old[field] ?? null, to: fresh[field] ?? null }))
    .filter(({ from, to }) => !sameJson(from, to) && !(isNothing(from) && isNothing(to)))
}

function isNothing(value: unknown): boolean {
  if (value === null || value === '') return true
  return typeof value === 'object' && Object.keys(value).length === 0
}
