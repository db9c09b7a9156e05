/** Where the panel stands, as arithmetic without a page. All lengths in CSS px. */

export const CORNERS = ['top-left', 'top-right', 'bottom-left', 'bottom-right'] as const
export type Corner = (typeof CORNERS)[number]

/**
 * A corner of the window and the distances from it. The nearest corner is kept, not the left top
 * edge, so that a panel at the right stays at the right when the window changes its width, and a
 * card that grows does so towards the middle.
 */
export interface Placement {
  corner: Corner
  x: number
  y: number
}

export interface Size {
  width: number
  height: number
}

/** Where the user's agent has not moved it: out of the way of most pages' work. */
export const USUAL_PLACEMENT: Placement = { corner: 'bottom-right', x: 16, y: 16 }
/** Kept free between panel and window edge. */
export const MARGIN = 8

const isRight = (corner: Corner): boolean => corner.endsWith('right')
const isBottom = (corner: Corner): boolean => corner.startsWith('bottom')

/** `offset` so that `length` fits in `room`; what is too large keeps its start visible. */
function clamp(offset: number, length: number, room: number): number {
  return Math.round(Math.max(Math.min(offset, room - length - MARGIN), Math.min(MARGIN, offset)))
}

/**
 * The placement as it can be shown: wholly visible in `room`. The stored one is not touched, so
 * that a window which grows again gets its panel back where the user put it.
 */
export function visiblePlacement(placement: Placement, panel: Size, room: Size): Placement {
  const { corner, x, y } = placement
  return {
    corner,
    x: Math.max(0, clamp(x, panel.width, room.width)),
    y: Math.max(0, clamp(y, panel.height, room.height)),
  }
}

/** The placement that shows the panel's left top corner at `left`, `top`. */
export function placementAt(left: number, top: number, panel: Size, room: Size): Placement {
  const right = room.width - panel.width - left
  const bottom = room.height - panel.height - top
  const corner: Corner = `${bottom < top ? 'bottom' : 'top'}-${right < left ? 'right' : 'left'}`
  return visiblePlacement(
    { corner, x: isRight(corner) ? right : left, y: isBottom(corner) ? bottom : top },
    panel,
    room,
  )
}

/** The placement moved by `dx` to the right and `dy` down, anchored anew. */
export function movedBy(
  placement: Placement,
  dx: number,
  dy: number,
  panel: Size,
  room: Size,
): Placement {
  const { corner, x, y } = visiblePlacement(placement, panel, room)
  const left = isRight(corner) ? room.width - panel.width - x : x
  const top = isBottom(corner) ? room.height - panel.height - y : y
  const limit = (value: number, length: number, whole: number): number =>
    Math.max(MARGIN, Math.min(value, whole - length - MARGIN))
  return placementAt(
    limit(left + dx, panel.width, room.width),
    limit(top + dy, panel.height, room.height),
    panel,
    room,
  )
}

/** No screen is larger; a larger stored value is nonsense. */
const FARTHEST = 20_000

/** The offset as it may be used, or `null` when it is none. */
function readOffset(value: unknown): number | null {
  return typeof value === 'number' && value >= 0 && value <= FARTHEST ? value : null
}

/** Reads what a host or a store gives: anything that is not wholly a placement is `null`. */
export function readPlacement(value: unknown): Placement | null {
  if (typeof value !== 'object' || value === null) return null
  const { corner, x, y } = value as Record<string, unknown>
  const known = CORNERS.find(name => name === corner)
  const [offsetX, offsetY] = [readOffset(x), readOffset(y)]
  return known && offsetX !== null && offsetY !== null
    ? { corner: known, x: offsetX, y: offsetY }
    : null
}
