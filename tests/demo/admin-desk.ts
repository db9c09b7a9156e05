// The demo CRM with a simulated telephone system, and an admin's page open on it.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { fillFields } from '../../demo-host/crm/data/field-values.js'
import { createContact } from '../../demo-host/crm/data/save-contact.js'
import { type Pbx, startPbx } from '../../demo-host/pbx/start-pbx.js'
import { type RunningCrm, startCrm } from '../../demo-host/start-crm.js'
import { launchChromium } from '../launch-chromium.js'

export const GOLD = '+31612345671'
export const OTHER = '+31612345672'

const secrets = {
  zadarmaKey: 'key',
  zadarmaSecret: 'secret',
  webhookToken: 'webhook-token-of-this-test-0123456789',
  tokenSecret: 'a secret of this test, thirty-two bytes or more',
}

export interface AdminDesk {
  crm: RunningCrm
  pbx: Pbx
  browser: Browser
  page: Page
  /** What the page's scripts threw. */
  complaints: string[]
  /** Lets a call ring and end; its steps are over when it resolves. */
  ring(from: string, script?: object): Promise<string>
  close(): Promise<void>
}

export async function openAdminDesk(): Promise<AdminDesk> {
  const folder = await mkdtemp(join(tmpdir(), 'deskbell-admin-'))
  const pbx = await startPbx({ key: 'key', secret: 'secret', speed: 50 })
  const crm = await startCrm({ directory: folder, secrets, apiUrl: pbx.url, webDirectory: folder })
  await pbx.setWebhook(crm.webhook)
  const gold = await createContact(crm.data, 'Greta Gold', GOLD, null)
  await fillFields(crm.data, 'contact', gold, { status: 'GOLD' }, true)
  await createContact(crm.data, 'Otto Other', OTHER, null)
  const browser = await launchChromium()
  const page = await browser.newPage({ viewport: { width: 1366, height: 900 } })
  const complaints: string[] = []
  page.on('pageerror', error => complaints.push(error.message))
  return {
    crm,
    pbx,
    browser,
    page,
    complaints,
    async ring(from, script = { outcome: 'cancel' }) {
      const response = await fetch(`${pbx.url}/sim/calls`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ from, ...script }),
      })
      const { id } = (await response.json()) as { id: string }
      await pbx.idle()
      return id
    },
    async close() {
      await browser.close()
      await crm.close()
      await pbx.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
