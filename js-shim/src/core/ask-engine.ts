import type { EngineExports } from './engine-exports.js'

const encoder = new TextEncoder()
const decoder = new TextDecoder()

/**
 * Puts texts into the engine's room, has them read, and takes the answer out.
 *
 * @param run - one of the engine's functions; it is told the texts' bytes
 */
export function askEngine(
  engine: EngineExports,
  run: (...sizes: number[]) => number,
  ...texts: string[]
): string {
  const written = texts.map(text => encoder.encode(text))
  const sizes = written.map(({ length }) => length)
  let at = engine.deskbell_text_room(sizes.reduce((sum, size) => sum + size, 0))
  for (const bytes of written) {
    new Uint8Array(engine.memory.buffer, at).set(bytes)
    at += bytes.length
  }
  const size = run(...sizes)
  return decoder.decode(new Uint8Array(engine.memory.buffer, engine.deskbell_text_answer(), size))
}
