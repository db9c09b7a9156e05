import type { Browser, Page } from 'playwright-core'

interface TraceEvent {
  name: string
  ph: string
  pid: number
  tid: number
  /** µs: when it began, how long it took, and how long of that on the processor. */
  ts: number
  dur: number
  tdur?: number
  args: { name?: string }
}

/** Of very short tasks there is no time on the processor. */
const spent = ({ tdur, dur }: TraceEvent) => tdur ?? dur

export interface Tasks {
  /** How many there were. */
  count: number
  /** Milliseconds on the processor of the longest, without what collecting garbage took of it. */
  longest: number
  /** Milliseconds on the processor of the longest with it. */
  withGarbage: number
  /** Milliseconds on the processor of all of them, with it. */
  total: number
}

/**
 * The tasks of the page's main thread while it runs, by their time on the processor: the clock would
 * count what other programs do meanwhile. When garbage is collected depends on all that a page holds.
 */
export async function tasksWhile(
  browser: Browser,
  page: Page,
  run: () => Promise<unknown>,
): Promise<Tasks> {
  const traceEvents = await traceWhile(browser, page, run)
  const lasting = (name: RegExp) =>
    traceEvents.filter(event => event.ph === 'X' && name.test(event.name))
  const sameThread = (a: TraceEvent, b: TraceEvent) => a.pid === b.pid && a.tid === b.tid
  // The browser keeps renderers in reserve: the page's is the one that works.
  const renderers = traceEvents
    .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
    .map(main => lasting(/RunTask$/).filter(task => sameThread(task, main)))
  const work = (tasks: TraceEvent[]) => tasks.reduce((sum, task) => sum + spent(task), 0)
  const tasks = renderers.reduce((a, b) => (work(a) >= work(b) ? a : b))
  const [some] = tasks
  const collections = lasting(/^(Major|Minor)GC$/).filter(each => some && sameThread(each, some))
  const withoutGarbage = tasks.map(task =>
    collections
      .filter(({ ts, dur }) => ts >= task.ts && ts + dur <= task.ts + task.dur)
      .reduce((left, event) => left - spent(event), spent(task)),
  )
  return {
    count: tasks.length,
    longest: Math.max(...withoutGarbage) / 1000,
    withGarbage: Math.max(...tasks.map(spent)) / 1000,
    // A task may be written down by each layer that knows of it.
    total: work(tasks.filter(({ name }) => name === some?.name)) / 1000,
  }
}

async function traceWhile(
  browser: Browser,
  page: Page,
  run: () => Promise<unknown>,
): Promise<TraceEvent[]> {
  await browser.startTracing(page, { categories: ['toplevel', 'devtools.timeline'] })
  await run()
  return (JSON.parse(`${await browser.stopTracing()}`) as { traceEvents: TraceEvent[] }).traceEvents
}

/** What a page's scripts are run for. */
const SCRIPT_EVENTS = /^(TimerFire|FireAnimationFrame|FireIdleCallback|FunctionCall|EventDispatch)$/

/** The times that scripts of the page were run, by what for. */
export async function eventsWhile(
  browser: Browser,
  page: Page,
  run: () => Promise<unknown>,
): Promise<string[]> {
  const traceEvents = await traceWhile(browser, page, run)
  return traceEvents.filter(({ name }) => SCRIPT_EVENTS.test(name)).map(({ name }) => name)
}
