// Does the engine's memory stay where it is, however many numbers it reads?
import assert from 'node:assert/strict'
import { loadEngine } from '../../js-shim/src/core/load-engine.js'
import { seeded } from '../bench/phone-corpus.js'

/** The module's memory is not among what the loader hands out; it is seen as it is instantiated. */
async function loadWithMemory() {
  const { instantiate } = WebAssembly
  let memory: WebAssembly.Memory | undefined
  const watched = async (module: WebAssembly.Module, imports?: WebAssembly.Imports) => {
    const instance = await instantiate(module, imports)
    memory = Object.values(instance.exports).find(
      (value): value is WebAssembly.Memory => value instanceof WebAssembly.Memory,
    )
    return instance
  }
  WebAssembly.instantiate = watched as typeof instantiate
  const engine = await loadEngine()
  WebAssembly.instantiate = instantiate
  assert.ok(memory, 'the module exports its memory')
  return { engine, memory }
}

const COUNTRIES = ['NL', 'US', 'DE', 'IT', 'RU', 'AR', 'MX', 'BR', 'GB', 'CN', 'UA', 'AU', 'JP', '']
const PREFIXES = ['+', '00', '0', '', '+49', '+1', '+39', '+86', '(0)', 'tel:+', '+44 (0)']
const SUFFIXES = ['', '', '', '', ' x12', ' home', ' / 12', ';ext=4', ' ٣', 'é']

/** What the module's memory may hold: all plans, and the automata of that many countries. */
export const MOST_BYTES = 40 << 20

/**
 * Calls of all doors of the numbers, with another number each time. The automata are made while
 * numbers come, up to their bounds; `warmUp` numbers bring them there.
 */
export async function readNumbers(
  numbers: number,
  { warmUp, countries }: { warmUp: number; countries: number },
): Promise<{ before: number; after: number }> {
  const { engine, memory } = await loadWithMemory()
  const dice = seeded(11)
  const pick = (list: readonly string[]) => list[dice(list.length)] as string
  const some = () => `${pick(PREFIXES)}${dice(10 ** 9)}${dice(1000)}${pick(SUFFIXES)}`
  const homes = COUNTRIES.slice(0, countries)
  const turn = () => {
    const country = pick(homes)
    engine.normalize(some(), { country })
    engine.formatAsYouType(some(), { country })
    engine.normalizeAll(Array.from({ length: 8 }, some), { country }).e164()
    return 10
  }
  let done = 0
  while (done < warmUp) done += turn()
  const before = memory.buffer.byteLength
  while (done < numbers) done += turn()
  return { before, after: memory.buffer.byteLength }
}
