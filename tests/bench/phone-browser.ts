// The Chromium part of `npm run bench -- phone`: the libraries' race in a page, and what a million
// numbers cost the page, with a worker and where its policy forbids one.
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import type { Browser } from 'playwright-core'
import {
  type ColumnWindow,
  giveRows,
  openColumnPage,
  startColumnHost,
  WITH_WORKER,
  WITHOUT_WORKER,
} from '../browser/column-page.js'
import { tasksWhile } from '../browser/longest-task.js'
import type { Host } from '../js/host-page.js'
import { launchChromium } from '../launch-chromium.js'
import type { WrittenNumber } from './phone-corpus.js'
import type { PageRace, RacePage } from './phone-page.js'
import type { Figure } from './print-figures.js'
import { median, type RaceOptions } from './race.js'

const MILLION = 1_000_000
const ROUNDS = 5

async function pageScript(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('phone-page.ts', import.meta.url))],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    logLevel: 'error',
  })
  return outputFiles[0]?.text ?? ''
}

async function racePeers(
  browser: Browser,
  host: Host,
  numbers: readonly WrittenNumber[],
  sample: readonly WrittenNumber[],
  options: RaceOptions,
): Promise<PageRace> {
  host.scripts.set('/phone-page.js', await pageScript())
  host.policy = WITH_WORKER
  const { page, close } = await openColumnPage(browser, host)
  await page.evaluate(async () => {
    await import(`${location.origin}/phone-page.js`)
  })
  const raced = await page.evaluate(
    ([numbers, sample, options]) =>
      (window as unknown as { racePage: RacePage }).racePage(numbers, sample, options),
    [numbers, sample, options] as const,
  )
  await close()
  return raced
}

interface Round {
  total: number
  gap: number
  idle: number
}

/** Reads `window.rows`: how long it took, and the longest time between two frames, before and while. */
async function readMillion(): Promise<Round> {
  const { columns, engine, rows } = window as unknown as ColumnWindow
  let gap = 0
  let last = Number.NaN
  let running = true
  function frame() {
    const now = performance.now()
    if (now - last > gap) gap = now - last
    last = now
    if (running) requestAnimationFrame(frame)
  }
  requestAnimationFrame(frame)
  await new Promise(resolve => setTimeout(resolve, 300))
  const idle = gap
  gap = 0
  const started = performance.now()
  const { length } = await columns.normalizeRows(engine, rows, { country: 'NL' })
  const total = performance.now() - started
  await new Promise(resolve => requestAnimationFrame(resolve))
  running = false
  if (length !== rows.length) throw new Error(`${length} rows came back`)
  return { total, gap, idle }
}

/** A million numbers in a page with this policy, in a computer so many times slower. */
async function millionIn(
  browser: Browser,
  host: Host,
  rows: readonly string[],
  { policy, rate }: { policy: string; rate: number },
) {
  host.policy = policy
  const { page, close } = await openColumnPage(browser, host)
  await giveRows(page, rows, MILLION)
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate })
  const rounds: (Round & { task: number; garbage: number })[] = []
  for (let round = 0; round < ROUNDS + 1; round++) {
    // What the last round left is not this one's.
    await session.send('HeapProfiler.collectGarbage')
    const times = await page.evaluate(readMillion)
    // Once more for its tasks: writing them down takes time.
    const { longest, withGarbage } = await tasksWhile(browser, page, () =>
      page.evaluate(async () => {
        const { columns, engine, rows } = window as unknown as ColumnWindow
        await columns.normalizeRows(engine, rows, { country: 'NL' })
      }),
    )
    if (round > 0) rounds.push({ ...times, task: longest, garbage: withGarbage })
  }
  await close()
  const middle = (of: (round: (typeof rounds)[number]) => number) => median(rounds.map(of))
  return {
    total: middle(({ total }) => total),
    gap: middle(({ gap }) => gap),
    idle: middle(({ idle }) => idle),
    task: middle(({ task }) => task),
    garbage: middle(({ garbage }) => garbage),
  }
}

/** @param sample of the numbers, for the peers */
export async function benchInChromium(
  numbers: readonly WrittenNumber[],
  sample: readonly WrittenNumber[],
  peers: readonly string[],
  options: RaceOptions,
): Promise<{ figures: Figure[]; notes: string[] }> {
  const browser = await launchChromium()
  const host = await startColumnHost()
  try {
    const { speeds, differences } = await racePeers(browser, host, numbers, sample, options)
    const speed = (name: string) => speeds[name] as number
    const fastest = peers.reduce((a, b) => (speed(a) > speed(b) ? a : b))
    const figures: Figure[] = ['column', 'column-strings', 'single'].map(name => ({
      name: `phone.chromium.${name}.ratio`,
      value: speed(name) / speed(fastest),
      unit: 'times',
      against: fastest,
    }))
    const notes = Object.entries(speeds).map(
      ([name, value]) => `Chromium, ${name}: ${Math.round(value).toLocaleString('en-GB')} a second`,
    )
    const rows = numbers.map(({ text }) => text)
    for (const [where, policy] of [
      ['worker', WITH_WORKER],
      ['slices', WITHOUT_WORKER],
    ] as const) {
      for (const rate of [1, 4]) {
        const { total, gap, idle, task, garbage } = await millionIn(browser, host, rows, {
          policy,
          rate,
        })
        const name = `phone.chromium.million.${where}${rate > 1 ? '.slow' : ''}`
        figures.push(
          { name: `${name}.ms`, value: total, unit: 'ms' },
          { name: `${name}.longest-task.ms`, value: task, unit: 'ms of processor time' },
          { name: `${name}.longest-gap.ms`, value: gap, unit: 'ms' },
        )
        notes.push(
          `${name}: between two frames before it began ${idle.toFixed(1)} ms; longest task with ` +
            `collecting garbage ${garbage.toFixed(1)} ms`,
        )
      }
    }
    return { figures, notes: [...notes, 'Differences in Chromium:', ...differences] }
  } finally {
    await browser.close()
    await host.close()
  }
}
