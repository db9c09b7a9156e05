import type { JSX } from 'preact'
import { IconButton } from './button.js'
import { usePanel } from './panel-context.js'

/** px by one press of an arrow key; with Shift the larger one. */
const STEPS = [8, 64] as const
const ARROWS: Record<string, [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

/** Moves the panel by the keyboard; the pointer takes it as it takes the whole head. */
export function Grip(): JSX.Element {
  const { texts, actions } = usePanel()
  const onKeyDown = (event: KeyboardEvent): void => {
    const arrow = ARROWS[event.key]
    if (!arrow) return
    event.preventDefault()
    const step = STEPS[event.shiftKey ? 1 : 0]
    actions.moveBy(arrow[0] * step, arrow[1] * step)
  }
  return (
    <span class="grip">
      <IconButton icon="grip" name={texts.text('move')} data-drag onKeyDown={onKeyDown} />
    </span>
  )
}
