/** px that a pointer moves before it drags; less is a click with an unsteady hand. */
const THRESHOLD = 4

export interface DragTarget {
  /** The dragged box's left and top edge in the window, px. */
  position(): { left: number; top: number }
  move(left: number, top: number): void
  /** The drag is over; `undone` when it was broken off and the box goes back. */
  end(undone: boolean): void
}

/**
 * Lets `frame` be dragged by whatever in it bears `data-drag`, with mouse, touch or pen. Buttons
 * inside such a handle stay buttons; a handle that is a button itself is not clicked by a drag.
 * Escape breaks the drag off.
 *
 * @returns the function that removes the listeners
 */
export function makeDraggable(frame: HTMLElement, target: DragTarget): () => void {
  const listening = new AbortController()
  const { signal } = listening

  frame.addEventListener(
    'pointerdown',
    down => {
      const handle = handleOf(down)
      if (!handle || down.button !== 0 || !down.isPrimary) return
      const drag = new AbortController()
      const start = target.position()
      let moved = false
      const end = (undone: boolean): void => {
        drag.abort()
        if (!moved) return
        frame.classList.remove('dragging')
        target.end(undone)
        swallowClick(frame)
      }
      const options = { signal: drag.signal }
      handle.setPointerCapture(down.pointerId)
      handle.addEventListener(
        'pointermove',
        event => {
          const [dx, dy] = [event.clientX - down.clientX, event.clientY - down.clientY]
          if (!moved && Math.hypot(dx, dy) < THRESHOLD) return
          moved = true
          frame.classList.add('dragging')
          target.move(start.left + dx, start.top + dy)
        },
        options,
      )
      handle.addEventListener('pointerup', () => end(false), options)
      handle.addEventListener('pointercancel', () => end(true), options)
      // Comes alone when the handle is taken out of the page in mid-drag, by an arriving call.
      handle.addEventListener('lostpointercapture', () => end(false), options)
      document.addEventListener(
        'keydown',
        event => {
          if (event.key === 'Escape') end(true)
        },
        options,
      )
      signal.addEventListener('abort', () => drag.abort(), options)
    },
    { signal },
  )
  return () => listening.abort()
}

/** The handle under the pointer, unless a control inside it is meant. */
function handleOf(event: PointerEvent): HTMLElement | null {
  if (!(event.target instanceof Element)) return null
  const handle = event.target.closest<HTMLElement>('[data-drag]')
  const control = event.target.closest('button, a, input, [role=menu]')
  return !control || control === handle ? handle : null
}

/** The click that a browser sends after the pointer is lifted is none when it dragged. */
function swallowClick(frame: HTMLElement): void {
  const swallow = (event: Event): void => {
    event.stopPropagation()
    event.preventDefault()
  }
  frame.addEventListener('click', swallow, { capture: true, once: true })
  setTimeout(() => frame.removeEventListener('click', swallow, { capture: true }))
}
