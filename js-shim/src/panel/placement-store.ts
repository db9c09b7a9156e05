import { type Placement, readPlacement } from './placement.js'

/** A stored placement is short; what is longer was not written by the panel. */
const LONGEST = 200

/**
 * Keeps the panel's place over reloads. The store may be missing, full or forbidden (sandboxed
 * frames throw on the mere access); then the panel stands where it usually does.
 */
export class PlacementStore {
  constructor(readonly key: string) {}

  load(): Placement | null {
    try {
      const text = localStorage.getItem(this.key)
      return text && text.length <= LONGEST ? readPlacement(JSON.parse(text)) : null
    } catch {
      return null
    }
  }

  save(placement: Placement | null): void {
    try {
      if (placement) localStorage.setItem(this.key, JSON.stringify(placement))
      else localStorage.removeItem(this.key)
    } catch {
      // the place lasts until the next reload
    }
  }
}
