// Many tabs of one browser with the demo CRM in each. The streams are counted where they end: at the
// relay's server, which runs in this process.
import { channel } from 'node:diagnostics_channel'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core'
import { until } from './agent-page.js'

interface Request {
  request: IncomingMessage
  response: ServerResponse
}

/** Open streams at the relay, with the address of the page that each belongs to. */
export class StreamCount {
  readonly #channel = channel('http.server.request.start')
  readonly #open = new Map<ServerResponse, string>()
  /** The most that were open together. */
  most = 0
  /** `performance.now()` of the latest opening and end, ms. */
  openedAt = 0
  endedAt = 0
  opened = 0
  /** The longest time that two were open together, ms. */
  overlap = 0

  constructor() {
    this.#channel.subscribe(this.#see)
  }

  /** The pages whose streams are open. */
  get pages(): string[] {
    return [...this.#open.values()]
  }

  close(): void {
    this.#channel.unsubscribe(this.#see)
  }

  readonly #see = (message: unknown) => {
    const { request, response } = message as Request
    if (!request.url?.endsWith('/stream')) return
    const { writeHead } = response
    response.writeHead = ((status: number, ...rest: []) => {
      if (status === 200) this.#opens(request, response)
      return writeHead.call(response, status, ...rest)
    }) as typeof writeHead
  }

  #opens(request: IncomingMessage, response: ServerResponse): void {
    this.openedAt = performance.now()
    this.opened++
    this.#open.set(response, request.headers.referer ?? '')
    this.most = Math.max(this.most, this.#open.size)
    response.once('close', () => {
      this.endedAt = performance.now()
      if (this.#open.size > 1) {
        this.overlap = Math.max(this.overlap, this.endedAt - this.openedAt)
      }
      this.#open.delete(response)
    })
  }
}

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
