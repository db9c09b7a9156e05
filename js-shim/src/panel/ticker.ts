type Listener = () => void

const listeners = new Set<Listener>()
let timer: ReturnType<typeof setTimeout> | undefined

/** Wakes just after each full second, so that no second is skipped or shown twice. */
function schedule(): void {
  timer = setTimeout(
    () => {
      schedule()
      for (const listener of listeners) listener()
    },
    1000 - (Date.now() % 1000) + 5,
  )
}

/**
 * The one timer of all running times; it runs only while somebody listens.
 *
 * @returns the function that stops listening
 */
export function everySecond(listener: Listener): () => void {
  listeners.add(listener)
  if (listeners.size === 1) schedule()
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) clearTimeout(timer)
  }
}
