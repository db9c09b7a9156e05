import type { ComponentChildren, JSX } from 'preact'
import { IconButton } from './button.js'
import { usePanel } from './panel-context.js'

/** The panel's head: what it is about, and how it is moved and put away. */
export function Header(props: {
  children: ComponentChildren
  onMinimize: () => void
  /** Puts the caller on the blacklist, where that can be done. */
  onBlock?: () => void
}): JSX.Element {
  const { texts, rest } = usePanel()
  return (
    <div class="header" part="header" data-drag>
      {rest && <rest.Grip />}
      {props.children}
      {rest ? <rest.PlaceMenu onBlock={props.onBlock} /> : <span class="menu-root" />}
      <IconButton
        icon="minimize"
        name={texts.text('minimize')}
        onClick={() => props.onMinimize()}
      />
    </div>
  )
}
