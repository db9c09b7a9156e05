// Many tabs of one browser with the demo CRM in each.
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core'
import type { StreamCount } from '../support/stream-count.js'
import { until } from './agent-page.js'

export interface Tab {
  page: Page
  devtools: CDPSession
  /** What its console complained about. */
  complaints: string[]
}

/** How a leading tab goes. */
export type Harm = 'close' | 'crash' | 'navigate'

export class ManyTabs {
  readonly tabs: Tab[] = []
  readonly #context: BrowserContext
  readonly #url: string
  readonly #streams: StreamCount
  #made = 0

  private constructor(context: BrowserContext, url: string, streams: StreamCount) {
    this.#context = context
    this.#url = url
    this.#streams = streams
  }

  static async open(browser: Browser, url: string, streams: StreamCount, count: number) {
    // Playwright's pages all count as visible, and 30 that paint moving cards wear a machine out.
    const context = await browser.newContext({
      viewport: { width: 800, height: 600 },
      reducedMotion: 'reduce',
    })
    await context.addInitScript('globalThis.__name = named => named')
    const tabs = new ManyTabs(context, url, streams)
    while (tabs.tabs.length < count) await tabs.add()
    return tabs
  }

  /** One more, waited for until it says that the line is ready. */
  async add(): Promise<Tab> {
    const page = await this.#context.newPage()
    const complaints: string[] = []
    page.on('console', message => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
    })
    page.on('pageerror', error => complaints.push(`${error}`))
    const tab = { page, devtools: await this.#context.newCDPSession(page), complaints }
    await this.#visit(tab)
    this.tabs.push(tab)
    return tab
  }

  /** The tab whose stream is open. */
  leader(): Promise<Tab> {
    return until(async () => {
      const [address, ...more] = this.#streams.pages
      if (more.length > 0) throw new Error(`${more.length + 1} streams`)
      return this.tabs.find(({ page }) => page.url() === address)
    })
  }

  /** Takes the leading tab's lead away and waits for the next stream. */
  async harm(how: Harm): Promise<{ fromDeath: number; fromCommand: number }> {
    const leader = await this.leader()
    const { page } = leader
    const { opened } = this.#streams
    const began = performance.now()
    let done: Promise<unknown>
    if (how === 'close') done = page.close()
    else if (how === 'crash') done = crash(leader)
    else done = page.goto(`${this.#url}?elsewhere=${++this.#made}`)
    await until(async () => this.#streams.opened > opened)
    const { openedAt, endedAt } = this.#streams
    await done
    if (how !== 'navigate') {
      this.tabs.splice(this.tabs.indexOf(leader), 1)
      if (how === 'crash') await page.close()
      await this.add()
    }
    return { fromDeath: openedAt - endedAt, fromCommand: openedAt - began }
  }

  /**
   * Stops a tab, as one that hangs: it neither hears nor speaks.
   *
   * @returns once it has stopped, what lets it go on
   */
  async stop({ devtools }: Tab): Promise<() => Promise<void>> {
    const stopped = new Promise(resolve => devtools.once('Debugger.paused', resolve))
    await devtools.send('Debugger.enable')
    await devtools.send('Debugger.pause')
    const next = devtools.send('Runtime.evaluate', { expression: '0' })
    await stopped
    return async () => {
      await devtools.send('Debugger.disable')
      await next
    }
  }

  /** The toasts of each tab that shows any. */
  async toasts(): Promise<number[]> {
    const counts = await Promise.all(
      this.tabs.map(({ page }) => page.locator('deskbell-toaster').getByText('is calling').count()),
    )
    return counts.filter(count => count > 0)
  }

  /** How many tabs show `text` in their panel. */
  async showing(text: string): Promise<number> {
    const counts = await Promise.all(
      this.tabs.map(({ page }) => page.locator('deskbell-panel').getByText(text).count()),
    )
    return counts.filter(count => count > 0).length
  }

  get complaints(): string[] {
    return this.tabs.flatMap(tab => tab.complaints)
  }

  async #visit({ page }: Tab): Promise<void> {
    await page.goto(`${this.#url}?tab=${++this.#made}`)
    await page
      .locator('deskbell-panel')
      .getByText(/^(Ready|Incoming)$/)
      .first()
      .waitFor()
  }
}

function crash({ page, devtools }: Tab): Promise<unknown> {
  const crashed = page.waitForEvent('crash')
  // Nobody is left to answer.
  devtools.send('Page.crash').catch(() => {})
  return crashed
}
