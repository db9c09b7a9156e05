import { setTimeout as sleep } from 'node:timers/promises'

/** Web Audio as far as a bell needs it; what is struck is written down. */
export class NotedAudio {
  static contexts: NotedAudio[] = []
  static allowed = true
  state = 'suspended'
  currentTime = 0
  destination = {}
  readonly pitches: number[] = []
  connected = 0
  constructor() {
    NotedAudio.contexts.push(this)
  }
  async resume() {
    while (!NotedAudio.allowed && this.state !== 'closed') await sleep(5)
    if (this.state === 'closed') throw new Error('it is closed')
    this.state = 'running'
  }
  async suspend() {
    if (this.state === 'closed') throw new Error('it is closed')
    this.state = 'suspended'
  }
  async close() {
    this.state = 'closed'
  }
  createGain() {
    const gain = {
      setValueAtTime() {},
      linearRampToValueAtTime() {},
      exponentialRampToValueAtTime() {},
    }
    return {
      gain,
      connect: (to: unknown) => {
        if (to === this.destination) this.connected++
        return to
      },
      disconnect: () => this.connected--,
    }
  }
  createOscillator() {
    const frequency = { value: 0 }
    return {
      type: '',
      frequency,
      connect: (to: { connect: (next: unknown) => unknown }) => to,
      start: () => void this.pitches.push(frequency.value),
      stop() {},
    }
  }
}
