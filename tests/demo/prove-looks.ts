import { after, test } from 'node:test'
import { launchChromium } from '../launch-chromium.js'
import { assertAccessible, DESK, TELEPHONE } from './accessible.js'
import { crmServer } from './crm-server.js'

const PAGES = [
  '/contacts',
  '/contacts?q=zzzz',
  '/contacts/1',
  '/contacts/1/edit',
  '/companies',
  '/companies/1',
  '/calls',
  '/calls/statistics',
  '/tasks',
  '/settings',
  '/settings/clean-up',
  '/sign-in',
]
const VIEWPORTS = { desk: DESK, telephone: TELEPHONE }

/** Every page of the CRM fits and is accessible, on these sizes in these colours. */
export async function proveLooks(
  ...looks: [keyof typeof VIEWPORTS, 'light' | 'dark'][]
): Promise<void> {
  const crm = await crmServer()
  const browser = await launchChromium()
  after(async () => {
    await browser.close()
    await crm.close()
  })
  const addresses = PAGES.map(path => crm.url + path)
  for (const [size, colorScheme] of looks) {
    test(`the pages fit a ${size}, in ${colorScheme}, and are accessible`, () =>
      assertAccessible(browser, addresses, { viewport: VIEWPORTS[size], colorScheme }))
  }
}
