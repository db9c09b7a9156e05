import { DeskbellPanelElement } from './panel/panel-element.js'
import { DeskbellToasterElement } from './toaster/toaster-element.js'

/** The panel's tag. */
export const PANEL_TAG = 'deskbell-panel'

/** Registers Deskbell's elements; a page that has them already keeps them. */
export function defineElements(): void {
  define(PANEL_TAG, DeskbellPanelElement)
  define('deskbell-toaster', DeskbellToasterElement)
}

function define(tag: string, element: CustomElementConstructor): void {
  if (!customElements.get(tag)) customElements.define(tag, element)
}
