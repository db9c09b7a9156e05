/** Pictures of the panel that are not there before the first call; as those of icon.tsx. */
export const MORE_PICTURES = {
  callBack:
    'M6.6 4.5h2.3l1.5 4-1.8 1.4a10.8 10.8 0 0 0 5.2 5.2l1.4-1.8 4 1.5v2.4a1.9 1.9 0 0 1-2.1 1.9A15.1 15.1 0 0 1 4.7 6.6a1.9 1.9 0 0 1 1.9-2.1zM14 6.5h6.5M16.5 4L14 6.5 16.5 9',
  micOff:
    'M9 6a3 3 0 0 1 6 0v5m-.9 2.3A3 3 0 0 1 9 11.5V9M6 11.5a6 6 0 0 0 9.7 4.7M18 11.5v1M12 17.5v3M4 4l16 16',
  pause: 'M9 6v12M15 6v12',
  resume: 'M8 5.5v13l10-6.5z',
  backspace: 'M9 5.5h10.5v13H9L3.5 12zM11.5 9.5l5 5M16.5 9.5l-5 5',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  chevron: 'M9.5 6l6 6-6 6',
  more: 'M5.5 12h.1M12 12h.1M18.5 12h.1',
  grip: 'M9 6h.1M15 6h.1M9 12h.1M15 12h.1M9 18h.1M15 18h.1',
  'top-left': 'M4 5h16v14H4zM7 8h4v3H7z',
  'top-right': 'M4 5h16v14H4zM13 8h4v3h-4z',
  'bottom-left': 'M4 5h16v14H4zM7 13h4v3H7z',
  'bottom-right': 'M4 5h16v14H4zM13 13h4v3h-4z',
  reset: 'M5 4.5V9h4.5M5.5 9a7.5 7.5 0 1 1-1 5',
  inwards: 'M18 6L7 17M7 9v8h8',
  outwards: 'M6 18L17 7M9 7h8v8',
  clock: 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM12 7.5V12l3 2',
  sliders: 'M4 8h8M17 8h3M14.5 5.5v5M4 16h3M12 16h8M9.5 13.5v5',
  stop: 'M7 7h10v10H7z',
  block: 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM6 6l12 12',
  transfer: 'M4 12h14M13 6.5l5.5 5.5-5.5 5.5',
} as const
