import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AdminDesk } from './admin-desk.js'

/** Pages below `/settings/` fit a desk and a telephone, and axe finds nothing in them. */
export async function assertAccessible(desk: AdminDesk, paths: string[]): Promise<void> {
  const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
  for (const viewport of [
    { width: 1366, height: 768 },
    { width: 390, height: 844 },
  ]) {
    const page = await desk.browser.newPage({ viewport, bypassCSP: true })
    for (const path of paths) {
      await page.goto(`${desk.crm.url}/settings/${path}`)
      const wide = await page.evaluate(
        () => document.documentElement.scrollWidth - window.innerWidth,
      )
      assert.ok(wide <= 0, `${path} is ${wide} px too wide`)
      await page.evaluate(axe)
      const found = await page.evaluate(async () => {
        const { axe } = window as unknown as { axe: typeof import('axe-core') }
        const { violations } = await axe.run(document)
        return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
      })
      assert.deepEqual(found, [], path)
    }
    await page.close()
  }
}
