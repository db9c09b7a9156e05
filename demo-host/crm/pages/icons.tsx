const PATHS = {
  contacts: 'M10 10a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4Zm-6 6.4c.6-3 3-4.6 6-4.6s5.4 1.6 6 4.6',
  companies:
    'M4 16.500V4h7v12.500M11 8h5v8.500M2.5 16.500h15M6.5 7h2M6.5 10h2M6.5 13h2M13.5 11h.500M13.5 13.500h.5',
  calls:
    'M6.2 3.5 4 4.400c-.5 6 5.6 12.1 11.6 11.600l.9-2.2-3.3-2.1-1.7 1.300c-1.7-.7-3.3-2.3-4-4l1.2-1.7-2.5-3.800Z',
  tasks: 'M4 5.5 5.2 6.7 7.3 4.500M4 11.500l1.2 1.2 2.1-2.200M10 6h6.500M10 12h6.5',
  settings:
    'M3.5 6h7M14.5 6h2M3.5 14h2M9.5 14h7M12.5 8a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM7.5 16a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z',
  search: 'M9 14.500a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11ZM13 13l4 4',
  inbound: 'M15 5 6 14M6 7.500V14h6.5',
  outbound: 'M5 15l9-9M7.5 6H14v6.5',
  missed: 'M4 6l6 6 6-6M4 6h4.500M4 6v4.5',
  play: 'M7 4.5v11l8.5-5.5Z',
  plus: 'M10 4.500v11M4.5 10h11',
  edit: 'M4 16l.7-3.200L13 4.500l2.5 2.5-8.3 8.300L4 16Z',
  check: 'm4.5 10.5 3.5 3.5 7.5-8',
  warning: 'M10 4 3 16h14L10 4Zm0 4.500v3.500M10 14.200v.1',
} as const

export type IconName = keyof typeof PATHS

/** A drawing in one line weight. It says nothing by itself: the words stand beside it. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
      <path
        d={PATHS[name]}
        fill="none"
        stroke="currentColor"
        stroke-width="1.5"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  )
}
