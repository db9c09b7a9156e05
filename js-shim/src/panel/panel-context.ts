import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Texts } from '../text/texts.js'
import type { PanelCommands, PanelModel } from './panel-model.js'
import type { Corner } from './placement.js'
import type { PanelRest } from './rest.js'

/** What the panel's own buttons ask of the element around it. */
export interface PanelActions {
  expand(): void
  minimize(): void
  openPad(): void
  closePad(): void
  /** By the keyboard, in px. */
  moveBy(dx: number, dy: number): void
  moveToCorner(corner: Corner): void
  resetPlace(): void
}

/** What every part of the panel can see. */
export interface PanelContext {
  model: PanelModel
  commands: PanelCommands
  texts: Texts
  actions: PanelActions
  /** What comes with the first call or when the panel is opened; `null` until then. */
  rest: PanelRest | null
  /** The clock that the calls' times were taken by: ms since 1970, UTC. */
  now: () => number
}

export const PanelContext = createContext<PanelContext | null>(null)

export function usePanel(): PanelContext {
  const context = useContext(PanelContext)
  if (!context) throw new Error('A part of the panel stands outside the panel.')
  return context
}
