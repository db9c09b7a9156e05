import { DeskbellPanelElement } from './panel/panel-element.js'

/** The panel's tag. */
export const PANEL_TAG = 'deskbell-panel'

/** Registers Deskbell's elements; a page that has them already keeps them. */
export function defineElements(): void {
  if (!customElements.get(PANEL_TAG)) customElements.define(PANEL_TAG, DeskbellPanelElement)
}
