import type { JSX } from 'preact'

/** The keys of a telephone. */
export const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#']

/** Keys that are pressed while somebody listens: voice menus ask for them. */
export function Keys({ onKey }: { onKey: (key: string) => void }): JSX.Element {
  return (
    <div class="keys" dir="ltr" part="keypad">
      {KEYS.map(key => (
        <button key={key} type="button" class="key" part="key" onClick={() => onKey(key)}>
          {key}
        </button>
      ))}
    </div>
  )
}
