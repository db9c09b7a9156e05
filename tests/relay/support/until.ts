import { setTimeout as sleep } from 'node:timers/promises'

/** Waits until it holds; `what` says what was waited for in vain. */
export async function until(
  holds: () => boolean | Promise<boolean>,
  what: string,
  timeoutMs = 10_000,
): Promise<void> {
  const end = Date.now() + timeoutMs
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`in vain: ${what}`)
    await sleep(10)
  }
}
