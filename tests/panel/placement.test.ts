import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  CORNERS,
  MARGIN,
  movedBy,
  type Placement,
  placementAt,
  readPlacement,
  type Size,
  USUAL_PLACEMENT,
  visiblePlacement,
} from '../../js-shim/src/panel/placement.js'

const CARD: Size = { width: 320, height: 240 }
const WINDOW: Size = { width: 1366, height: 768 }

/** Left and top edge of a placement. */
function edges({ corner, x, y }: Placement, panel: Size, room: Size): [number, number] {
  return [
    corner.endsWith('right') ? room.width - panel.width - x : x,
    corner.startsWith('bottom') ? room.height - panel.height - y : y,
  ]
}

test('the nearest corner is kept', () => {
  assert.deepEqual(placementAt(40, 30, CARD, WINDOW), { corner: 'top-left', x: 40, y: 30 })
  assert.deepEqual(placementAt(1000, 30, CARD, WINDOW), { corner: 'top-right', x: 46, y: 30 })
  assert.deepEqual(placementAt(40, 500, CARD, WINDOW), { corner: 'bottom-left', x: 40, y: 28 })
  assert.deepEqual(placementAt(1000, 500, CARD, WINDOW), { corner: 'bottom-right', x: 46, y: 28 })
})

test('a smaller window keeps the panel visible, a larger one gives its place back', () => {
  const far: Placement = { corner: 'top-left', x: 500, y: 400 }
  assert.deepEqual(visiblePlacement(far, CARD, WINDOW), far)
  assert.deepEqual(visiblePlacement(far, CARD, { width: 400, height: 300 }), {
    corner: 'top-left',
    x: 400 - 320 - MARGIN,
    y: 300 - 240 - MARGIN,
  })
  assert.deepEqual(visiblePlacement(far, CARD, WINDOW), far)
})

test('a panel that a host docks to the edge stays docked', () => {
  const docked: Placement = { corner: 'bottom-right', x: 0, y: 0 }
  assert.deepEqual(visiblePlacement(docked, CARD, WINDOW), docked)
})

test('arrow keys move by whole steps and change the corner in the middle', () => {
  assert.deepEqual(movedBy(USUAL_PLACEMENT, -8, -64, CARD, WINDOW), {
    corner: 'bottom-right',
    x: 24,
    y: 80,
  })
  const middle = movedBy(USUAL_PLACEMENT, -600, 0, CARD, WINDOW)
  assert.equal(middle.corner, 'bottom-left')
  assert.deepEqual(edges(middle, CARD, WINDOW), [1366 - 320 - 16 - 600, 768 - 240 - 16])
})

test('no key moves the panel out of the window', () => {
  let placement: Placement = USUAL_PLACEMENT
  for (let press = 0; press < 100; press++) placement = movedBy(placement, 64, 64, CARD, WINDOW)
  assert.deepEqual(placement, { corner: 'bottom-right', x: MARGIN, y: MARGIN })
})

const size = (least: number, most: number): fc.Arbitrary<Size> =>
  fc.record({
    width: fc.integer({ min: least, max: most }),
    height: fc.integer({ min: least, max: most }),
  })
const anyPlacement: fc.Arbitrary<Placement> = fc.record({
  corner: fc.constantFrom(...CORNERS),
  x: fc.integer({ min: 0, max: 20_000 }),
  y: fc.integer({ min: 0, max: 20_000 }),
})

test('whatever is stored, a panel that fits is wholly inside', () => {
  fc.assert(
    fc.property(anyPlacement, size(40, 300), size(320, 4000), (placement, panel, room) => {
      const [left, top] = edges(visiblePlacement(placement, panel, room), panel, room)
      assert.ok(left >= 0 && left + panel.width <= room.width)
      assert.ok(top >= 0 && top + panel.height <= room.height)
    }),
    { seed: 7, numRuns: 2000 },
  )
})

test('in a window too small for it the panel begins at its corner', () => {
  fc.assert(
    fc.property(anyPlacement, size(200, 400), size(0, 190), (placement, panel, room) => {
      const { x, y } = visiblePlacement(placement, panel, room)
      assert.ok(x >= 0 && x <= MARGIN && y >= 0 && y <= MARGIN)
    }),
    { seed: 7, numRuns: 1000 },
  )
})

test('dropping where it stands changes nothing', () => {
  fc.assert(
    fc.property(anyPlacement, size(40, 300), size(640, 4000), (placement, panel, room) => {
      const shown = visiblePlacement(placement, panel, room)
      const [left, top] = edges(shown, panel, room)
      const again = placementAt(left, top, panel, room)
      assert.deepEqual(edges(again, panel, room), [left, top])
    }),
    { seed: 7, numRuns: 2000 },
  )
})

test('only a whole placement is read', () => {
  assert.deepEqual(readPlacement({ corner: 'top-left', x: 0, y: 12.5, more: 1 }), {
    corner: 'top-left',
    x: 0,
    y: 12.5,
  })
  const wrong: unknown[] = [
    null,
    undefined,
    'top-left',
    7,
    [],
    {},
    { corner: 'middle', x: 1, y: 1 },
    { corner: '__proto__', x: 1, y: 1 },
    { corner: 'top-left', x: '1', y: 1 },
    { corner: 'top-left', x: Number.NaN, y: 1 },
    { corner: 'top-left', x: Number.POSITIVE_INFINITY, y: 1 },
    { corner: 'top-left', x: -1, y: 1 },
    { corner: 'top-left', x: 1e9, y: 1 },
    { corner: 'top-left', x: 1 },
    { corner: ['top-left'], x: 1, y: 1 },
    { corner: 'top-left', x: { valueOf: () => 1 }, y: 1 },
  ]
  for (const value of wrong) assert.equal(readPlacement(value), null, JSON.stringify(value))
})
