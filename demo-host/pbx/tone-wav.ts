/** Samples per second; telephone quality, so that a minute stays under 1 MB. */
const RATE = 8000

/**
 * A WAV file (16-bit mono) in which two voices of tone take turns, so that a player shows that
 * sound is there. At most five minutes are written, whatever was asked.
 */
export function toneWav(seconds: number): Buffer {
  const samples = Math.round(Math.min(Math.max(seconds, 1), 300) * RATE)
  const file = Buffer.alloc(44 + samples * 2)
  file.write('RIFF', 0)
  file.writeUInt32LE(36 + samples * 2, 4)
  file.write('WAVEfmt ', 8)
  file.writeUInt32LE(16, 16)
  file.writeUInt16LE(1, 20)
  file.writeUInt16LE(1, 22)
  file.writeUInt32LE(RATE, 24)
  file.writeUInt32LE(RATE * 2, 28)
  file.writeUInt16LE(2, 32)
  file.writeUInt16LE(16, 34)
  file.write('data', 36)
  file.writeUInt32LE(samples * 2, 40)
  for (let i = 0; i < samples; i++) {
    const time = i / RATE
    const turn = time % 2
    const pitch = turn < 1 ? 330 : 440
    // Fades in and out with each turn: a hard edge would click.
    const loudness = 0.2 * Math.sin(Math.PI * (turn % 1))
    file.writeInt16LE(
      Math.round(32767 * loudness * Math.sin(2 * Math.PI * pitch * time)),
      44 + i * 2,
    )
  }
  return file
}
