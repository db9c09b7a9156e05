import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser } from 'playwright-core'

export const DESK = { width: 1366, height: 768 }
export const TELEPHONE = { width: 390, height: 844 }

/** A page, by default of the size of a desk; what it complains about is collected. */
export async function openQuietly(
  browser: Browser,
  address: string,
  options: Parameters<Browser['newPage']>[0] = {},
) {
  const page = await browser.newPage({ viewport: DESK, ...options })
  const complaints: string[] = []
  page.on('pageerror', error => complaints.push(error.message))
  page.on('console', message => {
    // The plugin is not built for these tests; that its script is missing is said once.
    if (
      message.type() === 'error' &&
      !/deskbell\.js|404/.test(message.text() + message.location().url)
    )
      complaints.push(message.text())
  })
  await page.goto(address)
  return { page, complaints }
}

const axeSource = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
)

/** Pages are no wider than the window, axe finds nothing in them, and nothing is complained of. */
export async function assertAccessible(
  browser: Browser,
  addresses: readonly string[],
  looks: { viewport: typeof DESK; colorScheme?: 'light' | 'dark' },
): Promise<void> {
  for (const address of addresses) {
    const { page, complaints } = await openQuietly(browser, address, { ...looks, bypassCSP: true })
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    assert.ok(wide <= 0, `${address} is ${wide} px too wide`)
    await page.evaluate(axeSource)
    const found = await page.evaluate(async () => {
      const { axe } = window as unknown as { axe: typeof import('axe-core') }
      const { violations } = await axe.run(document)
      return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
    })
    assert.deepEqual(found, [], address)
    assert.deepEqual(complaints, [], address)
    await page.close()
  }
}
