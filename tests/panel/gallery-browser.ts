import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'
import { launchChromium } from '../launch-chromium.js'
import type { Gallery } from './gallery-page.js'
import { serveGallery } from './gallery-server.js'

/** Runs in the page; the gallery's own objects are within reach. */
export const inGallery = <T, A>(
  page: Page,
  work: (gallery: Gallery, argument: A) => T,
  argument?: A,
): Promise<T> =>
  // The function travels as text; a page under the strict policy may not make one from text, but
  // the browser's own protocol may.
  page.evaluate(
    `(${work})(window.gallery, ${JSON.stringify(argument) ?? 'undefined'})`,
  ) as Promise<T>

/** The gallery in Chromium; what the console or the policy says is a failure. */
export class GalleryBrowser {
  #complaints: string[] = []

  private constructor(
    readonly browser: Browser,
    readonly url: string,
    readonly stopServer: () => void,
  ) {}

  static async start(): Promise<GalleryBrowser> {
    const [{ url, close }, browser] = await Promise.all([serveGallery(), launchChromium()])
    return new GalleryBrowser(browser, url, close)
  }

  async stop(): Promise<void> {
    await this.browser.close()
    this.stopServer()
  }

  /** A page of its own context, so with a storage of its own. */
  async open(
    state: string,
    { lang = 'en', ...options }: BrowserContextOptions & { lang?: string } = {},
  ): Promise<Page> {
    const context = await this.browser.newContext({
      viewport: { width: 1366, height: 768 },
      ...options,
    })
    const page = await context.newPage()
    page.on('console', message => this.#complaints.push(`${state} ${lang}: ${message.text()}`))
    page.on('pageerror', error => this.#complaints.push(`${state} ${lang}: ${error.stack}`))
    // The tests' compiler names inner functions by a helper that the page does not have.
    await page.addInitScript('globalThis.__name = named => named')
    await this.go(page, state, lang)
    return page
  }

  async go(page: Page, state: string, lang = 'en'): Promise<void> {
    await page.goto(`${this.url}?state=${state}&lang=${lang}`)
    await page.locator('deskbell-panel .frame > *').last().waitFor({ state: 'attached' })
    await page.waitForFunction(() => 'gallery' in window)
  }

  /** @throws when a console or the content security policy has said anything so far. */
  assertSilent(): void {
    assert.deepEqual(this.#complaints, [])
  }
}

const axeSource = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds in the page, as `rule: element` lines. */
export async function axeViolations(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(await axeSource)
  const found = (await page.evaluate('axe.run({ resultTypes: ["violations"] })')) as {
    violations: { id: string; nodes: { target: unknown[]; failureSummary: string }[] }[]
  }
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(node => `${id}: ${node.target.flat()} ${node.failureSummary}`),
  )
}

/** How the promises of commands end from now on. */
export const answers = (page: Page, how: { fails?: boolean; delay?: number }): Promise<unknown> =>
  inGallery(page, ({ next }, changes) => void Object.assign(next, changes), how)

/** What the panel asked the desk for, in order. */
export const asked = (page: Page): Promise<unknown[][]> => inGallery(page, gallery => gallery.asked)
export const button = (page: Page, name: string): Locator =>
  page.getByRole('button', { name, exact: true })
export const title = (page: Page): Locator => page.locator('deskbell-panel [part=title]')
export const timer = (page: Page): Locator => page.locator('deskbell-panel [part=timer]')
