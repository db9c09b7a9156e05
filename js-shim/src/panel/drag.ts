/** px that a pointer moves before it drags; less is a click with an unsteady hand. */
const THRESHOLD = 4

export interface DragTarget {
  /** The dragged box's left and top edge in the window, px. */
  position(): { left: number; top: number }
  move(left: number, top: number): void
  /** The drag is over; `undone` when it was broken off and the box goes back. */
  end(undone: boolean): void
}

/** A pointer that was pressed in a frame. */
export interface Press extends Pick<PointerEvent, 'pointerId' | 'clientX' | 'clientY'> {
  /** What bears `data-drag` under it. */
  handle: HTMLElement
}

/**
 * Drags `frame` with a pressed mouse, touch or pen until it is lifted; a handle that is a button
 * itself is not clicked by a drag. Escape breaks the drag off, and so does `signal`.
 */
export function drag(
  frame: HTMLElement,
  { handle, pointerId, clientX, clientY }: Press,
  target: DragTarget,
  signal: AbortSignal,
): void {
  const dragging = new AbortController()
  const options = { signal: dragging.signal }
  const start = target.position()
  let moved = false
  const end = (undone: boolean): void => {
    dragging.abort()
    if (!moved) return
    frame.classList.remove('dragging')
    target.end(undone)
    swallowClick(frame)
  }
  try {
    handle.setPointerCapture(pointerId)
  } catch {
    return // lifted meanwhile
  }
  handle.addEventListener(
    'pointermove',
    event => {
      const [dx, dy] = [event.clientX - clientX, event.clientY - clientY]
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
  signal.addEventListener('abort', () => dragging.abort(), options)
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
