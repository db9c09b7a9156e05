// What the engine and the others answer to the same rows; in Node and in a page.
import type { Engine } from '../../js-shim/src/core/engine.js'
import type { WrittenNumber } from './phone-corpus.js'
import { type Answer, PEERS } from './phone-peers.js'

/** A run in which each number is asked for by itself. */
export const asked = (answer: Answer, numbers: readonly WrittenNumber[]) => () => {
  for (const { text, country } of numbers) answer(text, country)
}

/** The texts of each country, in order. */
export function columnsOf(numbers: readonly WrittenNumber[]): Map<string, string[]> {
  const columns = new Map<string, string[]>()
  for (const { text, country } of numbers) {
    const column = columns.get(country)
    if (column) column.push(text)
    else columns.set(country, [text])
  }
  return columns
}

/** Every row on which somebody answers otherwise, counted by who, with an example. */
export function differences(engine: Engine, numbers: readonly WrittenNumber[]): string[] {
  const found = new Map<string, { count: number; example: string }>()
  const columns = [...columnsOf(numbers)]
  const ours = columns.flatMap(([country, texts]) => {
    const column = engine.normalizeAll(texts, { country })
    return column.e164().map((e164, row) => (column.valid(row) ? e164 : ''))
  })
  const note = (who: string, text: string) => {
    const known = found.get(who)
    if (known) known.count += 1
    else found.set(who, { count: 1, example: text })
  }
  numbers.forEach(({ text, country }, row) => {
    const single = engine.normalize(text, { country })
    const own = single.valid ? single.e164 : ''
    if (own !== ours[row]) note('our own normalize()', `${text} in ${country}`)
    for (const [name, answer] of Object.entries(PEERS)) {
      const theirs = answer(text, country)
      if (theirs !== ours[row]) {
        note(name, `${text} in ${country}: ${theirs || 'invalid'}, we: ${ours[row] || 'invalid'}`)
      }
    }
  })
  return [...found].map(([who, { count, example }]) => `${who}: ${count}, e.g. ${example}`)
}
