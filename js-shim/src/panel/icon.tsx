import type { JSX } from 'preact'

/** Drawn on a field of 24, in lines of one weight. */
const PATHS = {
  phone:
    'M6.6 3.5h2.7l1.6 4.4-2 1.5a11.8 11.8 0 0 0 5.7 5.7l1.5-2 4.4 1.6v2.7a2.1 2.1 0 0 1-2.3 2.1A16.6 16.6 0 0 1 4.5 5.8a2.1 2.1 0 0 1 2.1-2.3z',
  callBack:
    'M6.6 4.5h2.3l1.5 4-1.8 1.4a10.8 10.8 0 0 0 5.2 5.2l1.4-1.8 4 1.5v2.4a1.9 1.9 0 0 1-2.1 1.9A15.1 15.1 0 0 1 4.7 6.6a1.9 1.9 0 0 1 1.9-2.1zM14 6.5h6.5M16.5 4L14 6.5 16.5 9',
  micOff:
    'M9 6a3 3 0 0 1 6 0v5m-.9 2.3A3 3 0 0 1 9 11.5V9M6 11.5a6 6 0 0 0 9.7 4.7M18 11.5v1M12 17.5v3M4 4l16 16',
  pause: 'M9 6v12M15 6v12',
  resume: 'M8 5.5v13l10-6.5z',
  close: 'M6.5 6.5l11 11M17.5 6.5l-11 11',
  minimize: 'M6 12h12',
  backspace: 'M9 5.5h10.5v13H9L3.5 12zM11.5 9.5l5 5M16.5 9.5l-5 5',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20a7.5 7.5 0 0 1 15 0',
  building: 'M5 20V4.5h9V20M14 9.5h5V20M3.5 20h17M8.5 8.5h2M8.5 12h2M8.5 15.5h2',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  warning: 'M12 4.5L3 19.5h18zM12 10.5v4M12 17v.1',
  info: 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM12 11v5M12 8v.1',
  chevron: 'M9.5 6l6 6-6 6',
  keypad: 'M6 6h.1M12 6h.1M18 6h.1M6 12h.1M12 12h.1M18 12h.1M6 18h.1M12 18h.1M18 18h.1',
  more: 'M5.5 12h.1M12 12h.1M18.5 12h.1',
  grip: 'M9 6h.1M15 6h.1M9 12h.1M15 12h.1M9 18h.1M15 18h.1',
  'top-left': 'M4 5h16v14H4zM7 8h4v3H7z',
  'top-right': 'M4 5h16v14H4zM13 8h4v3h-4z',
  'bottom-left': 'M4 5h16v14H4zM7 13h4v3H7z',
  'bottom-right': 'M4 5h16v14H4zM13 13h4v3h-4z',
  reset: 'M5 4.5V9h4.5M5.5 9a7.5 7.5 0 1 1-1 5',
} as const

export type IconName = keyof typeof PATHS

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
      <path d={PATHS[name]} />
    </svg>
  )
}
