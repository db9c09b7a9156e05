/** A page that takes an element out more often than this, in a row, means it. */
const MOST_RETURNS = 20
const WINDOW_MS = 10_000

/**
 * Puts the element into the page's body, and again whenever the host takes it out: frameworks
 * replace the whole content of a page without knowing what else stands in it.
 * @returns takes it out for good
 */
export function keepInPage(element: HTMLElement): () => void {
  let returns: number[] = []
  let watched: HTMLElement | null = null

  const put = () => {
    const { body } = document
    if (body && element.parentNode !== body) body.append(element)
    watch()
  }
  // Only the children of the body, and the body itself: what goes on deeper in the page costs nothing.
  const watcher = new MutationObserver(() => {
    if (element.isConnected && watched === document.body) return
    const now = performance.now()
    returns = [...returns.filter(at => now - at < WINDOW_MS), now]
    if (returns.length <= MOST_RETURNS) put()
  })
  function watch(): void {
    if (watched === document.body) return
    watcher.disconnect()
    watched = document.body
    watcher.observe(document, { childList: true })
    watcher.observe(document.documentElement, { childList: true })
    if (watched) watcher.observe(watched, { childList: true })
  }

  put()
  return () => {
    watcher.disconnect()
    element.remove()
  }
}
