import { readFields, readText } from './values.js'

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

export function loadDevices(): SoundDevices {
  let fields = null
  try {
    fields = readFields(JSON.parse(localStorage.getItem(KEY) ?? 'null'))
  } catch {
    // As if nothing had been chosen.
  }
  return {
    microphone: readText(fields?.microphone, 200),
    speaker: readText(fields?.speaker, 200),
    ring: readText(fields?.ring, 200),
    plain: fields?.plain === true,
  }
}

export function saveDevices(devices: SoundDevices): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(devices))
  } catch {
    // They last until the next page.
  }
}
