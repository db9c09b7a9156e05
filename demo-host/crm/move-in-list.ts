/** A list with one of its things one place up (`-1`) or down (`1`); at its end it stays. */
export function moveInList<Of extends { id: string }>(
  list: readonly Of[],
  id: string,
  by: -1 | 1,
): Of[] {
  const moved = [...list]
  const at = moved.findIndex(each => each.id === id)
  const [one, other] = [moved[at], moved[at + by]]
  if (one && other) [moved[at], moved[at + by]] = [other, one]
  return moved
}
