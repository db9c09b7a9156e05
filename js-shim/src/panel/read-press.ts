import type { Press } from './drag.js'

/** A press on something with `data-drag`, unless a control inside it is meant. */
export function readPress(event: PointerEvent): Press | null {
  const { target, button, isPrimary, pointerId, clientX, clientY } = event
  if (!(target instanceof Element) || button || !isPrimary) return null
  const handle = target.closest<HTMLElement>('[data-drag]')
  const control = target.closest('button, a, input, [role=menu]')
  if (!handle || (control && control !== handle)) return null
  return { handle, pointerId, clientX, clientY }
}
