import { numberOfLink } from './tel-uri.js'

/** The same number clicked again within this time is the same wish, ms. */
const SAME_WISH = 1_000

/** The attribute with which a host keeps a link, or all links below an element, for itself. */
const IGNORE = 'data-deskbell-ignore'

/**
 * Dials when the user activates a `tel:` or `callto:` link, also in open shadow roots. One place listens;
 * no link is changed. Clicks that the host handled (`preventDefault`) are left alone, those that it only
 * keeps from going further are not.
 *
 * @param ignore - CSS selectors of what is the host's own
 * @returns the function that stops it.
 */
export function watchTelLinks(
  root: Document,
  dial: (number: string) => void,
  ignore = '',
): () => void {
  const own = ignore ? `[${IGNORE}],${ignore}` : `[${IGNORE}]`
  let last = { number: '', at: Number.NEGATIVE_INFINITY }
  const clicked = (event: MouseEvent) => {
    const number = wishOf(event, own)
    if (number === null) return
    event.preventDefault()
    const again = number === last.number && event.timeStamp - last.at < SAME_WISH
    last = { number, at: event.timeStamp }
    if (!again) dial(number)
  }
  // Where a host keeps the click from going further, as tables whose rows are clicked do with the links in
  // them, the root never hears of it: then it is looked at when the host's listener is through.
  const passing = (event: MouseEvent) => {
    if (wishOf(event, own) === null) return
    for (const name of ['stopPropagation', 'stopImmediatePropagation'] as const) {
      event[name] = () => {
        Event.prototype[name].call(event)
        queueMicrotask(() => clicked(event))
      }
    }
  }
  root.addEventListener('click', passing, true)
  root.addEventListener('click', clicked)
  return () => {
    root.removeEventListener('click', passing, true)
    root.removeEventListener('click', clicked)
  }
}

/** The number that this click asks for, or `null` when it is none of ours. */
function wishOf(event: MouseEvent, own: string): string | null {
  // A script that clicks is no user: calls cost money.
  if (!event.isTrusted || event.defaultPrevented || event.button !== 0) return null
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null
  const path = event.composedPath().filter(target => target instanceof Element)
  const at = path.findIndex(element => element.matches('a[href], area[href]'))
  const link = path[at]
  if (!link || path.slice(at).some(element => element.matches(own))) return null
  return numberOfLink(link.getAttribute('href') ?? '')
}
