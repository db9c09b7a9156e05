// Which is quicker, in one process and in turn; in Node and in a page.

export const median = (values: number[]) =>
  values.toSorted((a, b) => a - b)[values.length >> 1] as number

export interface Speeds {
  /** Rows a second by the clock. */
  wall: Record<string, number>
  /** And by this process's time on the processor, where that can be asked: what a busy machine shows best. */
  processor: Record<string, number>
}

export interface RaceOptions {
  rounds: number
  /** Every turn takes at least so long, in ms, that what else the machine does hits all alike. */
  turn: number
  /** The process's time on the processor, µs. */
  processorTime?: () => number
}

/** The median of rounds in which the runners take turns. */
export function race(
  runners: Record<string, { rows: number; run: () => void }>,
  { rounds, turn, processorTime = () => 0 }: RaceOptions,
): Speeds {
  const turns: Record<string, { wall: number[]; processor: number[] }> = {}
  for (let round = 0; round < rounds + 1; round++) {
    for (const [name, { rows, run }] of Object.entries(runners)) {
      const cpu = processorTime()
      const started = performance.now()
      let done = 0
      let spent = 0
      for (; spent < turn; spent = performance.now() - started) {
        run()
        done += rows
      }
      const used = processorTime() - cpu
      if (round === 0) continue // for the compilers
      turns[name] ??= { wall: [], processor: [] }
      turns[name].wall.push((done * 1000) / spent)
      turns[name].processor.push((done * 1e6) / used)
    }
  }
  const medians = (clock: 'wall' | 'processor') =>
    Object.fromEntries(Object.entries(turns).map(([name, turn]) => [name, median(turn[clock])]))
  return { wall: medians('wall'), processor: medians('processor') }
}
