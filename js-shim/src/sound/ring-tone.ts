import { loadDevices } from '../read/sound-devices.js'

/** Seconds between the beginnings of two rings. */
const RING_EVERY = 3
/** And of two beeps, for an agent who talks already. */
const BEEP_EVERY = 8

/** A struck note: how far into the pattern it begins (s), its pitch (Hz) and loudness (0 to 1). */
type Note = readonly [at: number, pitch: number, loudness: number]

// E5, B5, G#5, B5: a broken chord that is heard across an office and does not startle.
const RING: readonly Note[] = [
  [0, 659.26, 0.5],
  [0.16, 987.77, 0.5],
  [0.32, 830.61, 0.4],
  [0.48, 987.77, 0.4],
  [0.96, 659.26, 0.3],
  [1.12, 987.77, 0.3],
]
const BEEP: readonly Note[] = [[0, 523.25, 0.12]]

/** Seconds in which a note dies away. */
const DECAY = 0.6

/** Milliseconds after which a browser that has not begun to play is waiting for a gesture. */
const BLOCKED_AFTER = 200

/** What a ringing telephone sounds like, made by the browser itself: there is no file to load. */
export class RingTone {
  readonly #onBlocked: (blocked: boolean) => void
  #context: AudioContext | undefined
  #timer: ReturnType<typeof setInterval> | undefined
  #volume: GainNode | undefined
  #again: (() => void) | undefined
  #soft = false
  #waking = false
  #blocked = false

  /** @param onBlocked the browser keeps it silent until somebody clicks; or no longer does */
  constructor(onBlocked: (blocked: boolean) => void) {
    this.#onBlocked = onBlocked
  }

  /** @param soft a single beep now and then instead of the ring */
  start(soft: boolean): void {
    if (this.#again && this.#soft === soft) return
    this.#silence()
    this.#soft = soft
    this.#again = () => this.#play(soft ? BEEP : RING)
    this.#timer = setInterval(this.#again, (soft ? BEEP_EVERY : RING_EVERY) * 1000)
    this.#again()
  }

  stop(): void {
    this.#silence()
    this.#tell(false)
    this.#rest()
  }

  dispose(): void {
    this.#silence()
    this.#tell(false)
    void this.#context?.close().catch(() => {})
  }

  #silence(): void {
    clearInterval(this.#timer)
    this.#again = undefined
    this.#volume?.disconnect()
    this.#volume = undefined
  }

  /** A context that runs keeps the sound card awake. */
  #rest(): void {
    void this.#context?.suspend().catch(() => {})
  }

  #play(notes: readonly Note[]): void {
    // Without a gesture it stays silent, and Chromium says so in the host's console.
    if (navigator.userActivation?.hasBeenActive === false) {
      this.#tell(true)
      return
    }
    this.#context ??= openContext()
    const context = this.#context
    if (context.state !== 'running') {
      this.#wake(context)
      return
    }
    this.#tell(false)
    if (!this.#volume) {
      this.#volume = context.createGain()
      this.#volume.connect(context.destination)
    }
    for (const note of notes) strike(context, note, this.#volume)
  }

  /** An older browser may keep this waiting for a gesture. Then it rings at once, and only once. */
  #wake(context: AudioContext): void {
    if (this.#waking) return
    this.#waking = true
    const late = setTimeout(() => this.#tell(this.#again !== undefined), BLOCKED_AFTER)
    const woken = () => {
      clearTimeout(late)
      this.#waking = false
      if (context.state === 'running') this.#again?.()
      if (!this.#again) this.#rest()
    }
    context.resume().then(woken, woken)
  }

  #tell(blocked: boolean): void {
    if (blocked === this.#blocked) return
    this.#blocked = blocked
    this.#onBlocked(blocked)
    const change = blocked ? addEventListener : removeEventListener
    // The page is active only behind a whole click or key.
    for (const type of ['pointerup', 'keyup']) change(type, this.#gesture, true)
  }

  readonly #gesture = () => {
    // Safari wants to be asked within the gesture.
    void this.#context?.resume().catch(() => {})
    this.#again?.()
  }
}

/** On the device that the agent chose for it, where the browser lets it be chosen. */
function openContext(): AudioContext {
  const context = new AudioContext() as AudioContext & {
    setSinkId?(device: string): Promise<void>
  }
  const { ring } = loadDevices()
  if (ring) context.setSinkId?.(ring).catch(() => {})
  return context
}

function strike(context: AudioContext, [after, pitch, loudness]: Note, volume: GainNode): void {
  const at = context.currentTime + after
  const tone = context.createOscillator()
  const hull = context.createGain()
  tone.type = 'sine'
  tone.frequency.value = pitch
  // From silence, or each note clicks.
  hull.gain.setValueAtTime(0, at)
  hull.gain.linearRampToValueAtTime(loudness, at + 0.01)
  hull.gain.exponentialRampToValueAtTime(0.001, at + DECAY)
  tone.connect(hull).connect(volume)
  tone.start(at)
  tone.stop(at + DECAY)
}
