import { type Browser, chromium } from 'playwright-core'

/** Debian's. */
export const CHROMIUM = '/usr/bin/chromium'

// Without the network's background chatter: connections that a closed network refuses are noise.
export const CHROMIUM_FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
]

/** Debian's Chromium: Playwright's own browsers are not downloaded. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM, args: CHROMIUM_FLAGS })
}
