// `npm run bench -- page [--json]`: what Deskbell costs a page in Chromium, in a computer four times
// slower. Idle: tasks and layout shifts while it loads, and what it does in ten seconds in which
// nothing happens. Text numbers on a page of 50,000 nodes, side by side with ringcentral-c2d.
import { readFile } from 'node:fs/promises'
import { loadavg } from 'node:os'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import type { Browser, Page } from 'playwright-core'
import { loadEngine } from '../../js-shim/src/engine.js'
import { startColumnHost, WITH_WORKER } from '../browser/column-page.js'
import { eventsWhile, type Tasks, tasksWhile } from '../browser/longest-task.js'
import { type Host, html, openPage, TAG } from '../js/host-page.js'
import { launchChromium } from '../launch-chromium.js'
import { type BigPage, makeBigPage, NODES } from './page-corpus.js'
import { type Figure, printFigures } from './print-figures.js'
import { median } from './race.js'
import type { ScanPage } from './scan-page.js'

const SLOWER = 4
const ROUNDS = 3
const IDLE_MS = 10_000
const POLICY = `${WITH_WORKER} 'unsafe-eval'; style-src 'unsafe-inline'; img-src data:`

const slowDown = async (page: Page, rate = SLOWER) =>
  (await page.context().newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate })

async function prepare(): Promise<{ host: Host; big: BigPage }> {
  const host = await startColumnHost()
  const big = makeBigPage(await loadEngine())
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('scan-page.ts', import.meta.url))],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    minify: true,
    loader: { '.css': 'text' },
    external: ['node:*'],
    logLevel: 'error',
  })
  const theirs = new URL('../../node_modules/ringcentral-c2d/build/index.js', import.meta.url)
  host.scripts.set('/scan-page.js', outputFiles[0]?.text ?? '')
  host.scripts.set('/ringcentral-c2d.js', await readFile(theirs, 'utf8'))
  host.policy = POLICY
  const scripts =
    '<script src="/ringcentral-c2d.js"></script><script type="module" src="/scan-page.js"></script>'
  host.pages.set('/big', html(scripts, big.body))
  host.pages.set('/host', html(TAG, '<h1>A page of the host</h1><p>Nothing happens here.</p>'))
  return { host, big }
}

interface Scan extends Tasks {
  numbers: string[]
  /** By the clock, until the last number. */
  ms: number
}

async function scan(browser: Browser, host: Host, who: 'ours' | 'theirs'): Promise<Scan> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 } })
  const { page } = await openPage(context, `${host.url}/big`)
  await page.evaluate(() => (window as unknown as { scanPage: ScanPage }).scanPage.ready)
  await slowDown(page)
  await page.waitForTimeout(2_000)
  let result = { numbers: [] as string[], ms: 0 }
  const tasks = await tasksWhile(browser, page, async () => {
    result = await page.evaluate(
      who => (window as unknown as { scanPage: ScanPage }).scanPage[who](),
      who,
    )
  })
  await context.close()
  return { ...tasks, ...result }
}

/** What is in one list and not in the other, as often as it is. */
function only(list: readonly string[], other: readonly string[]): string[] {
  const left = new Map<string, number>()
  for (const item of other) left.set(item, (left.get(item) ?? 0) + 1)
  return list.filter(item => {
    const count = left.get(item) ?? 0
    left.set(item, count - 1)
    return count <= 0
  })
}

async function raceScans(browser: Browser, host: Host, big: BigPage) {
  const rounds: { ours: Scan; theirs: Scan }[] = []
  for (let round = 0; round < ROUNDS; round++) {
    rounds.push({
      ours: await scan(browser, host, 'ours'),
      theirs: await scan(browser, host, 'theirs'),
    })
  }
  const middle = (of: (round: (typeof rounds)[number]) => number) => median(rounds.map(of))
  const figures: Figure[] = [
    {
      name: 'page.scan.ratio',
      value: middle(({ ours, theirs }) => theirs.total / ours.total),
      unit: 'times',
      against: 'ringcentral-c2d, total',
    },
    {
      name: 'page.scan.total.ms',
      value: middle(({ ours }) => ours.total),
      unit: 'ms of processor time',
    },
    {
      name: 'page.scan.longest-task.ms',
      value: middle(({ ours }) => ours.longest),
      unit: 'ms of processor time',
    },
    { name: 'page.scan.until-found.ms', value: middle(({ ours }) => ours.ms), unit: 'ms' },
    {
      name: 'page.scan.ringcentral-c2d.total.ms',
      value: middle(({ theirs }) => theirs.total),
      unit: 'ms of processor time',
    },
    {
      name: 'page.scan.ringcentral-c2d.longest-task.ms',
      value: middle(({ theirs }) => theirs.longest),
      unit: 'ms of processor time',
    },
  ]
  const worst = Math.max(...rounds.map(({ ours }) => ours.withGarbage))
  const { ours, theirs } = rounds[0] as (typeof rounds)[number]
  const some = (list: string[]) =>
    `${list.length}${list.length > 0 ? `, such as ${list.slice(0, 5).join(' | ')}` : ''}`
  const notes = [
    `${ROUNDS} rounds in turn on a page of ${NODES} nodes with ${big.numbers.length} numbers; load ${loadavg()[0]?.toFixed(1)}`,
    `longest task of all rounds, with collecting garbage: ${worst.toFixed(1)} ms`,
    `numbers of the page that we did not find: ${some(only(big.numbers, ours.numbers))}; found beside them: ${some(only(ours.numbers, big.numbers))}`,
    `numbers that ringcentral-c2d did not find: ${some(only(big.numbers, theirs.numbers))}; found beside them: ${some(only(theirs.numbers, big.numbers))}`,
  ]
  return { figures, notes }
}

/** With the plugin in the page and nobody calling. */
async function idle(browser: Browser, host: Host, textNumbers: boolean) {
  Object.assign(host.config as object, { textNumbers })
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 } })
  const page = await context.newPage()
  await slowDown(page)
  await page.addInitScript(() => {
    const shifts = { value: 0 }
    Object.assign(window, { shifts })
    new PerformanceObserver(list => {
      for (const entry of list.getEntries())
        shifts.value += (entry as PerformanceEntry & { value: number }).value
    }).observe({ type: 'layout-shift', buffered: true })
  })
  const load = await tasksWhile(browser, page, async () => {
    await page.goto(`${host.url}/host`)
    await page.evaluate(async () => {
      while (!('Deskbell' in window)) await new Promise(resolve => setTimeout(resolve, 10))
      await (window as unknown as { Deskbell: { ready: Promise<unknown> } }).Deskbell.ready
    })
    await page.waitForTimeout(2_000)
  })
  const events = await eventsWhile(browser, page, () => page.waitForTimeout(IDLE_MS))
  const shift = await page.evaluate(
    () => (window as unknown as { shifts: { value: number } }).shifts.value,
  )
  await context.close()
  return { load, shift, events }
}

async function measureIdle(browser: Browser, host: Host, textNumbers: boolean) {
  const rounds = []
  for (let round = 0; round < ROUNDS; round++) rounds.push(await idle(browser, host, textNumbers))
  const name = textNumbers ? 'page.text-numbers' : 'page'
  const figures: Figure[] = [
    {
      name: `${name}.load.longest-task.ms`,
      value: median(rounds.map(({ load }) => load.longest)),
      unit: 'ms of processor time',
    },
    {
      name: `${name}.load.shift`,
      value: Math.max(...rounds.map(({ shift }) => shift)),
      unit: 'CLS',
    },
    {
      name: `${name}.idle.events`,
      value: Math.max(...rounds.map(({ events }) => events.length)),
      unit: 'timers, frames, calls in 10 s',
    },
  ]
  const seen = new Set(rounds.flatMap(({ events }) => events))
  return { figures, notes: seen.size > 0 ? [`${name}, while idle: ${[...seen].join(', ')}`] : [] }
}

const { host, big } = await prepare()
const browser = await launchChromium()
try {
  const parts = [
    await measureIdle(browser, host, false),
    await measureIdle(browser, host, true),
    await raceScans(browser, host, big),
  ]
  printFigures(
    parts.flatMap(({ figures }) => figures),
    parts.flatMap(({ notes }) => notes),
  )
} finally {
  await browser.close()
  await host.close()
}
