import type { JSX } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { TextKey } from '../text/texts.js'
import { IconButton } from './button.js'
import { Icon } from './icon.js'
import { usePanel } from './panel-context.js'
import { CORNERS, type Corner } from './placement.js'

const WORDS: Record<Corner, TextKey> = {
  'top-left': 'topLeft',
  'top-right': 'topRight',
  'bottom-left': 'bottomLeft',
  'bottom-right': 'bottomRight',
}

/** Places the panel without dragging (WCAG 2.2, 2.5.7). */
export function PlaceMenu({ onBlock }: { onBlock: (() => void) | undefined }): JSX.Element {
  const { texts, actions } = usePanel()
  const [open, setOpen] = useState(false)
  const root = useRef<HTMLDivElement>(null)
  const menu = useRef<HTMLDivElement>(null)

  useLayoutEffect(() => {
    const list = menu.current
    if (!open || !list) return
    // Opens downwards, and is pushed up by what would stand outside the window.
    const over = list.getBoundingClientRect().bottom + 8 - document.documentElement.clientHeight
    if (over > 0) list.style.translate = `0 ${-over}px`
    list.querySelector('button')?.focus()
  }, [open])

  const close = (): void => {
    setOpen(false)
    root.current?.querySelector('button')?.focus()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const items = [...(menu.current?.querySelectorAll('button') ?? [])]
    const at = items.findIndex(item => item.matches(':focus'))
    if (event.key === 'Escape') close()
    else if (step) items.at((at + step) % items.length)?.focus()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const choose = (action: () => void): void => {
    action()
    close()
  }
  const item = (
    icon: Corner | 'reset' | 'block',
    word: TextKey,
    action: () => void,
  ): JSX.Element => (
    <button
      type="button"
      role="menuitem"
      class="menu-item"
      tabIndex={-1}
      onClick={() => choose(action)}
    >
      <Icon name={icon} />
      {texts.text(word)}
    </button>
  )
  return (
    <div
      class="menu-root"
      ref={root}
      onFocusOut={event => {
        if (!root.current?.contains(event.relatedTarget as Node | null)) setOpen(false)
      }}
    >
      <IconButton
        icon="more"
        name={texts.text('menu')}
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      />
      {open && (
        <div
          class="menu"
          part="menu"
          role="menu"
          tabIndex={-1}
          aria-label={texts.text('menu')}
          ref={menu}
          onKeyDown={onKeyDown}
        >
          {CORNERS.map(corner => item(corner, WORDS[corner], () => actions.moveToCorner(corner)))}
          {item('reset', 'resetPlace', actions.resetPlace)}
          {onBlock && item('block', 'block', onBlock)}
        </div>
      )}
    </div>
  )
}
