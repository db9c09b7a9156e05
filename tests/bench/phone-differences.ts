// Why the engine and its peers answer otherwise on the benchmark's corpus, row by row.
import type { Engine } from '../../js-shim/src/engine.js'
import type { WrittenNumber } from './phone-corpus.js'
import { PEERS } from './phone-peers.js'

/** A cause is believed only when the peer, asked without it, gives the engine's answer. */
const DIFFERENCES = {
  'bracketed zero without a trunk prefix':
    'A (0) in a number of a country that has no trunk 0 (United States, Russia, Poland, Spain): the engine leaves it out where the number is not valid with it, the others read it as a digit.',
} as const

export type Difference = keyof typeof DIFFERENCES

/** @returns the cause for each peer that differs; `null`: none is known */
export function explainRow(
  engine: Engine,
  { text, country }: WrittenNumber,
): Record<string, Difference | null> {
  const own = engine.normalize(text, { country })
  const ours = own.valid ? own.e164 : ''
  const found: Record<string, Difference | null> = {}
  for (const [name, answer] of Object.entries(PEERS)) {
    if (answer(text, country) === ours) continue
    const same = ours !== '' && answer(text.replace('(0)', ''), country) === ours
    found[name] = same ? 'bracketed zero without a trunk prefix' : null
  }
  return found
}
