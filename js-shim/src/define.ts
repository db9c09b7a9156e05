import { DeskbellPanelElement } from './panel/panel-element.js'

/** The panel's tag. */
export const PANEL_TAG = 'deskbell-panel'

/** Registers the panel; a page that has it already keeps it. The toaster comes with its first toast. */
export function defineElements(): void {
  if (!customElements.get(PANEL_TAG)) customElements.define(PANEL_TAG, DeskbellPanelElement)
}
