/** First wait after a break, ms. */
const FIRST = 250
/** A short break is over soon: a page should be back within two seconds of the server. */
const SHORT_CAP = 2_000
/** After this many tries (about five minutes) a server has more serious trouble; it is left in peace. */
const PATIENCE = 200
const LONG_CAP = 15_000

/**
 * Milliseconds to wait before try number `failures` (1 for the first). Half of it is random, so that
 * a thousand pages do not come back in the same moment.
 */
export function backoff(failures: number, random: () => number = Math.random): number {
  const cap = failures > PATIENCE ? LONG_CAP : SHORT_CAP
  const wait = Math.min(cap, FIRST * 2 ** Math.min(failures - 1, 16))
  return wait * (0.5 + random() / 2)
}

/** Waits, or less when `signal` aborts or `wake` is called on what it hands out. */
export function pause(ms: number, signal: AbortSignal, onWake?: (wake: () => void) => void) {
  return new Promise<void>(resolve => {
    const done = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', done)
    onWake?.(done)
    if (signal.aborted) done()
  })
}
