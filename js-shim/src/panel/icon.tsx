import type { JSX } from 'preact'
import type { MORE_PICTURES } from './more-pictures.js'

/** Drawn on a field of 24, in lines of one weight. */
const PICTURES = {
  phone:
    'M6.6 3.5h2.7l1.6 4.4-2 1.5a11.8 11.8 0 0 0 5.7 5.7l1.5-2 4.4 1.6v2.7a2.1 2.1 0 0 1-2.3 2.1A16.6 16.6 0 0 1 4.5 5.8a2.1 2.1 0 0 1 2.1-2.3z',
  close: 'M6.5 6.5l11 11M17.5 6.5l-11 11',
  minimize: 'M6 12h12',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20a7.5 7.5 0 0 1 15 0',
  building: 'M5 20V4.5h9V20M14 9.5h5V20M3.5 20h17M8.5 8.5h2M8.5 12h2M8.5 15.5h2',
  warning: 'M12 4.5L3 19.5h18zM12 10.5v4M12 17v.1',
  info: 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM12 11v5M12 8v.1',
  keypad: 'M6 6h.1M12 6h.1M18 6h.1M6 12h.1M12 12h.1M18 12h.1M6 18h.1M12 18h.1M18 18h.1',
} as const

export type IconName = keyof typeof PICTURES | keyof typeof MORE_PICTURES

const drawn: Partial<Record<IconName, string>> = { ...PICTURES }

/** Those that come with the rest of the panel. */
export function addPictures(pictures: typeof MORE_PICTURES): void {
  Object.assign(drawn, pictures)
}

/** Made of dots; a dot needs more weight than a line to look alike. */
const DOTTED = new Set<IconName>(['keypad', 'more', 'grip'])

/** A picture beside a word or a named button; never the only bearer of a meaning. */
export function Icon({ name, turned }: { name: IconName; turned?: boolean }): JSX.Element {
  return (
    <svg
      class={turned ? 'icon turned' : 'icon'}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width={DOTTED.has(name) ? 2.6 : 1.7}
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={drawn[name]} />
    </svg>
  )
}
