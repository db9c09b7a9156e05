// The same race in a page: what tests/bench/phone-browser.ts gives to Chromium.
import type { ColumnWindow } from '../browser/column-page.js'
import { asked, columnsOf, differences } from './phone-compare.js'
import type { WrittenNumber } from './phone-corpus.js'
import { PEERS } from './phone-peers.js'
import { type RaceOptions, race } from './race.js'

export interface PageRace {
  /** Rows a second by the clock. */
  speeds: Record<string, number>
  differences: string[]
}

function racePage(
  numbers: readonly WrittenNumber[],
  sample: readonly WrittenNumber[],
  options: RaceOptions,
): PageRace {
  const { engine } = window as unknown as ColumnWindow
  const columns = [...columnsOf(numbers)]
  const rows = numbers.length
  const peers = Object.entries(PEERS).map(
    ([name, answer]) => [name, { rows: sample.length, run: asked(answer, sample) }] as const,
  )
  const { wall } = race(
    {
      column: {
        rows,
        run: () => {
          for (const [country, texts] of columns) engine.normalizeAll(texts, { country })
        },
      },
      'column-strings': {
        rows,
        run: () => {
          for (const [country, texts] of columns) engine.normalizeAll(texts, { country }).e164()
        },
      },
      single: {
        rows,
        run: asked((text, country) => engine.normalize(text, { country }).e164, numbers),
      },
      ...Object.fromEntries(peers),
    },
    options,
  )
  return { speeds: wall, differences: differences(engine, sample) }
}

export type RacePage = typeof racePage
Object.assign(window, { racePage })
