/** How much of a sound is the tone of `pitch` Hz, from 0 to 1 (Goertzel's algorithm). */
export function shareOfTone(samples: ArrayLike<number>, rate: number, pitch: number): number {
  const step = 2 * Math.cos((2 * Math.PI * pitch) / rate)
  let [before, last, energy] = [0, 0, 0]
  for (let i = 0; i < samples.length; i++) {
    const sample = samples[i] ?? 0
    const next = sample + step * last - before
    before = last
    last = next
    energy += sample * sample
  }
  if (energy === 0) return 0
  const power = last * last + before * before - step * last * before
  return (2 * power) / (samples.length * energy)
}

/** Root mean square, from 0 to 1. */
export function loudness(samples: ArrayLike<number>): number {
  let energy = 0
  for (let i = 0; i < samples.length; i++) energy += (samples[i] ?? 0) ** 2
  return Math.sqrt(energy / Math.max(1, samples.length))
}

/** A file for `--use-file-for-fake-audio-capture`: a second of a whole number of waves. */
export function toneFile(pitch: number): Buffer {
  const rate = 48_000
  const file = Buffer.alloc(44 + 2 * rate)
  file.write('RIFF', 0)
  file.writeUInt32LE(36 + 2 * rate, 4)
  file.write('WAVEfmt ', 8)
  file.writeUInt32LE(16, 16)
  file.writeUInt16LE(1, 20)
  file.writeUInt16LE(1, 22)
  file.writeUInt32LE(rate, 24)
  file.writeUInt32LE(2 * rate, 28)
  file.writeUInt16LE(2, 32)
  file.writeUInt16LE(16, 34)
  file.write('data', 36)
  file.writeUInt32LE(2 * rate, 40)
  for (let i = 0; i < rate; i++) {
    file.writeInt16LE(Math.round(8_000 * Math.sin((2 * Math.PI * pitch * i) / rate)), 44 + 2 * i)
  }
  return file
}
