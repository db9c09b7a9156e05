// A page with the engine as the package has it, to read columns in.
import { readdir, readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { type Host, html, openPage, startHost } from '../js/host-page.js'

const esm = new URL('../../dist/esm/', import.meta.url)

/** In the page, once it is ready. */
export interface ColumnWindow extends Window {
  columns: typeof import('../../js-shim/src/engine.js')
  engine: import('../../js-shim/src/engine.js').Engine
  /** What was done with workers, in order. */
  workers: string[]
  rows: string[]
}

/** Where a worker may be started, and addresses of scripts are plain texts. */
export const WITH_WORKER =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'"

export const WITHOUT_WORKER = `${WITH_WORKER}; worker-src 'none'`

const PAGE = `
import * as columns from '/esm/engine.js'
window.workers = []
window.Worker = class extends Worker {
  constructor(...args) {
    super(...args)
    workers.push('started')
    this.addEventListener('message', ({ data }) => workers.push(data === 'ready' ? data : data ? 'read' : 'not read'))
    this.addEventListener('error', () => workers.push('error'))
  }
  terminate() {
    workers.push('ended')
    super.terminate()
  }
}
const engine = await columns.loadEngine({ wasmUrl: '/wasm' })
engine.normalize('0612345678', { country: 'NL' })
Object.assign(window, { columns, engine })`

export async function startColumnHost(): Promise<Host> {
  const host = await startHost()
  for (const name of await readdir(esm)) {
    const body = await readFile(new URL(name, esm))
    if (name.endsWith('.js')) host.scripts.set(`/esm/${name}`, `${body}`)
    if (name.endsWith('.wasm')) host.binaries.set('/wasm', body)
  }
  host.scripts.set('/column-page.js', PAGE)
  host.pages.set('/columns', html('<script type="module" src="/column-page.js"></script>'))
  return host
}

export async function openColumnPage(browser: Browser, host: Host) {
  const context = await browser.newContext()
  const { page, complaints } = await openPage(context, `${host.url}/columns`)
  // Waiting by Playwright's own means evaluates texts, which the page's policy forbids.
  await page.evaluate(async () => {
    while (!('engine' in window)) await new Promise(resolve => setTimeout(resolve, 10))
  })
  return { page, complaints, close: () => context.close() }
}

/** So many rows, the same again and again, as `window.rows`. */
export const giveRows = (page: Page, rows: readonly string[], count: number) =>
  page.evaluate(
    ([rows, count]) => {
      const texts = Array.from({ length: count }, (_, i) => rows[i % rows.length] as string)
      Object.assign(window, { rows: texts })
    },
    [rows, count] as const,
  )
