/** Which devices the agent chose, for this browser; `''`: whatever the system uses. */
export interface SoundDevices {
  microphone: string
  speaker: string
  /** Where calls ring: loudspeakers are heard across the room when the headset lies on the desk. */
  ring: string
  /** The microphone as it is, without the browser's echo and noise suppression. */
  plain: boolean
}

const KEY = 'deskbell.sound'

const LONGEST_ID = 200
// Not by values.ts: what the bell fetches would have a piece in common with what every page loads.
const readId = (value: unknown) => (typeof value === 'string' ? value.slice(0, LONGEST_ID) : '')

export function loadDevices(): SoundDevices {
  let stored: Partial<Record<keyof SoundDevices, unknown>> = {}
  try {
    stored = Object(JSON.parse(localStorage.getItem(KEY) ?? 'null'))
  } catch {
    // As if nothing had been chosen.
  }
  return {
    microphone: readId(stored.microphone),
    speaker: readId(stored.speaker),
    ring: readId(stored.ring),
    plain: stored.plain === true,
  }
}

export function saveDevices(devices: SoundDevices): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(devices))
  } catch {
    // They last until the next page.
  }
}
