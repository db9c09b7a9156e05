/** The same draws for the same seed. */
export interface Random {
  /** A whole number from 0 on, less than `below`. */
  (below: number): number
  pick<T>(items: readonly T[]): T
}

/** mulberry32. */
export function randomOf(seed: number): Random {
  let state = seed
  const random = (below: number) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below)
  }
  return Object.assign(random, {
    pick: <T>(items: readonly T[]): T => items[random(items.length)] as T,
  })
}
