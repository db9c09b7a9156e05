// An agent's browser: Debian's Chromium with the CRM's page open. Every console error and every
// report of the page's security policy is kept, and counts as a failure.
import assert from 'node:assert/strict'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'

export interface AgentPage {
  page: Page
  context: BrowserContext
  panel: Locator
  /** What the console and the security policy complained about. */
  complaints: string[]
  close(): Promise<void>
}

export async function openAgentPage(
  browser: Browser,
  url: string,
  options: { width?: number; height?: number; permissions?: string[] } = {},
): Promise<AgentPage> {
  const context = await browser.newContext({
    viewport: { width: options.width ?? 1366, height: options.height ?? 768 },
    locale: 'en-GB',
    timezoneId: 'Europe/Amsterdam',
  })
  if (options.permissions) {
    await context.grantPermissions(options.permissions, { origin: new URL(url).origin })
  }
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', message => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', error => complaints.push(String(error)))
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', event => {
      console.error(`security policy: ${event.violatedDirective} ${event.blockedURI}`)
    })
  })
  await page.goto(url)
  return {
    page,
    context,
    panel: page.locator('deskbell-panel'),
    complaints,
    close: () => context.close(),
  }
}

/** The plugin has started and its stream is open. */
export async function untilReady({ page, panel }: AgentPage): Promise<void> {
  await page.waitForFunction(
    () => 'ready' in ((window as never as { Deskbell: object }).Deskbell ?? {}),
  )
  await page.evaluate(
    () => (window as never as { Deskbell: { ready: Promise<unknown> } }).Deskbell.ready,
  )
  await panel.getByText('Ready', { exact: true }).waitFor()
}

/** The conversation is over; the agent has nothing to add. */
export async function wrapUp({ panel }: AgentPage): Promise<void> {
  await panel.getByRole('button', { name: 'Done', exact: true }).click()
  await panel.getByText('Ready', { exact: true }).waitFor()
}

export function assertNoComplaints(agent: AgentPage): void {
  assert.deepEqual(agent.complaints, [])
}

/** Asks again until `question` has an answer, for what happens on the server's side. */
export async function until<T>(question: () => Promise<T | null | undefined | false>): Promise<T> {
  const limit = Date.now() + 10_000
  for (;;) {
    const answer = await question()
    if (answer) return answer
    if (Date.now() > limit) throw new Error('it did not happen within 10 s')
    await new Promise(resolve => setTimeout(resolve, 50))
  }
}
