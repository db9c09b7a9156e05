import { loadDevices } from '../read/sound-devices.js'

/** The ringing that a caller hears in most of Europe: Hz, and seconds of tone and of silence. */
const RINGING = { pitch: 425, on: 1, off: 4, loudness: 0.1 }

/** What the agent hears of one call, on the chosen loudspeaker. */
export class CallSound {
  #audio: HTMLAudioElement | null = null
  #tone: AudioContext | null = null
  #track: MediaStreamTrack | null = null

  /** What the far end says, for whoever measures it. */
  get track(): MediaStreamTrack | null {
    return this.#track
  }

  play(track: MediaStreamTrack): void {
    this.#track = track
    this.#audio ??= new Audio()
    this.#audio.srcObject = new MediaStream([track])
    this.useSpeaker()
    // A page with the microphone open may always play.
    this.#audio.play().catch(error => console.error('Deskbell:', error))
  }

  /** Goes on at the loudspeaker that the agent has chosen now. */
  useSpeaker(): void {
    const { speaker } = loadDevices()
    // Gone or unknown: what the system uses will do.
    this.#audio?.setSinkId?.(speaker).catch(() => {})
  }

  /** The far end's telephone rings. */
  startRinging(): void {
    if (this.#tone || typeof AudioContext !== 'function') return
    const context = new AudioContext()
    this.#tone = context
    const tone = context.createOscillator()
    const gate = context.createGain()
    tone.frequency.value = RINGING.pitch
    gate.gain.value = 0
    const { on, off, loudness } = RINGING
    // Three minutes: nobody lets it ring longer.
    for (let at = 0; at < 180; at += on + off) {
      gate.gain.setValueAtTime(loudness, at)
      gate.gain.setValueAtTime(0, at + on)
    }
    tone.connect(gate).connect(context.destination)
    tone.start()
  }

  stopRinging(): void {
    void this.#tone?.close().catch(() => {})
    this.#tone = null
  }

  close(): void {
    this.stopRinging()
    if (this.#audio) this.#audio.srcObject = null
    this.#audio = null
    this.#track = null
  }
}
