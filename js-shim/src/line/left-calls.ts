import { readCall } from '../read/read-call.js'
import { readFields, readList, readNumber } from '../read/values.js'
import type { Call } from '../types.js'

/** More than a page can have at once. */
const MOST = 20
/** Milliseconds after which nobody waits for the end of a call any more: a day. */
const OLDEST = 24 * 3_600_000

/** Calls that ended with the page in which they were, and when: ms since 1970, UTC. */
export interface LeftCalls {
  at: number
  calls: Call[]
}

/** A page that goes has no time to save what its calls came to: the next one does. */
export function leaveCalls(key: string, left: LeftCalls): void {
  try {
    localStorage.setItem(key, JSON.stringify(left))
  } catch {
    // Without a storage another tab may still know of them.
  }
}

/** What was left, once. */
export function takeLeftCalls(key: string): LeftCalls | null {
  try {
    const fields = readFields(JSON.parse(localStorage.getItem(key) ?? 'null'))
    localStorage.removeItem(key)
    const at = readNumber(fields?.at)
    if (at === null || at > Date.now() || at < Date.now() - OLDEST) return null
    return { at, calls: readList(fields?.calls, MOST, readCall) }
  } catch {
    return null
  }
}
