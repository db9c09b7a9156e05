/** What an admin puts in order: the first that fits counts. */
interface Item {
  id: string
}

/** With an item in place of the one with its id, or behind all of them. */
export function putInList<Of extends Item>(list: readonly Of[], item: Of): Of[] {
  const known = list.some(({ id }) => id === item.id)
  return known ? list.map(each => (each.id === item.id ? item : each)) : [...list, item]
}

export const removeFromList = <Of extends Item>(list: readonly Of[], id: string): Of[] =>
  list.filter(each => each.id !== id)

/**
 * With an item one place up (`-1`) or down (`1`) among its peers; at their end it stays.
 *
 * @param peers - whether two stand in one order; those of another are passed over
 */
export function moveInList<Of extends Item>(
  list: readonly Of[],
  id: string,
  by: -1 | 1,
  peers: (one: Of, other: Of) => boolean = () => true,
): Of[] {
  const moved = [...list]
  const at = moved.findIndex(each => each.id === id)
  const one = moved[at]
  if (!one) return moved
  for (let to = at + by; ; to += by) {
    const other = moved[to]
    if (!other) return moved
    if (!peers(one, other)) continue
    moved[at] = other
    moved[to] = one
    return moved
  }
}
