// Browsers that Playwright does not drive here: Debian's Firefox (WebDriver BiDi, by Puppeteer) and
// WebKitGTK (WebDriver, spoken directly). What the stories need of a browser, and no more.
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { launch } from 'puppeteer-core'

export interface EngineTab {
  go(url: string): Promise<void>
  /** The value of a JavaScript expression in the page. */
  run<T>(expression: string): Promise<T>
  /** A user's click. */
  click(selector: string): Promise<void>
  close(): Promise<void>
}

export interface OtherEngine {
  open(): Promise<EngineTab>
  quit(): Promise<void>
}

const FIREFOX = '/usr/bin/firefox-esr'
const WEBKIT_DRIVER = '/usr/bin/WebKitWebDriver'
const MINI_BROWSER = '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser'
const XVFB = '/usr/bin/Xvfb'
const START_MS = 20_000

export const firefoxIsHere = () => existsSync(FIREFOX)
export const webKitIsHere = () =>
  [WEBKIT_DRIVER, MINI_BROWSER, XVFB].every(file => existsSync(file))

export async function startFirefox(): Promise<OtherEngine> {
  const browser = await launch({ browser: 'firefox', executablePath: FIREFOX, headless: true })
  return {
    quit: () => browser.close(),
    async open() {
      const page = await browser.newPage()
      return {
        go: async url => void (await page.goto(url)),
        run: <T>(expression: string) => page.evaluate(expression) as Promise<T>,
        click: selector => page.click(selector),
        close: () => page.close(),
      }
    },
  }
}

/** WebKitGTK draws on a screen, so it gets one that nobody sees. */
export async function startWebKit(): Promise<OtherEngine> {
  const screen = spawn(
    XVFB,
    ['-displayfd', '1', '-screen', '0', '1366x768x24', '-nolisten', 'tcp'],
    {
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  )
  const display = await firstLine(screen)
  const port = await freePort()
  const driver = spawn(WEBKIT_DRIVER, [`--port=${port}`], {
    stdio: 'ignore',
    env: { ...process.env, DISPLAY: `:${display}` },
  })
  const ask = async <T>(method: string, path: string, body?: object): Promise<T> => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      body: body ? JSON.stringify(body) : null,
    })
    const { value } = (await response.json()) as { value: T & { error?: string; message?: string } }
    if (!response.ok) throw new Error(`${method} ${path}: ${value?.error} ${value?.message}`)
    return value
  }
  const end = () => {
    driver.kill()
    screen.kill()
  }
  await listens(() => ask('GET', '/status')).catch(problem => {
    end()
    throw problem
  })
  const { sessionId } = await ask<{ sessionId: string }>('POST', '/session', {
    capabilities: {
      alwaysMatch: {
        'webkitgtk:browserOptions': { binary: MINI_BROWSER, args: ['--automation'] },
      },
    },
  })
  const session = `/session/${sessionId}`
  // One conversation: a command is about the window that was switched to last.
  let turn: Promise<unknown> = Promise.resolve()
  const inWindow = <T>(handle: string, work: () => Promise<T>): Promise<T> => {
    const done = turn.then(async () => {
      await ask('POST', `${session}/window`, { handle })
      return work()
    })
    turn = done.catch(() => {})
    return done
  }
  let first = true
  return {
    async quit() {
      await ask('DELETE', session).catch(() => {})
      end()
    },
    async open() {
      const handle = first
        ? await ask<string>('GET', `${session}/window`)
        : (await ask<{ handle: string }>('POST', `${session}/window/new`, { type: 'tab' })).handle
      first = false
      return {
        go: url => inWindow(handle, () => ask('POST', `${session}/url`, { url })),
        run: <T>(expression: string) =>
          inWindow(handle, () =>
            ask<T>('POST', `${session}/execute/sync`, { script: `return ${expression}`, args: [] }),
          ),
        click: selector =>
          inWindow(handle, async () => {
            const using = { using: 'css selector', value: selector }
            const [id] = Object.values(
              await ask<Record<string, string>>('POST', `${session}/element`, using),
            )
            await ask('POST', `${session}/element/${id}/click`, {})
          }),
        close: () => inWindow(handle, () => ask('DELETE', `${session}/window`)),
      }
    },
  }
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.stdout?.once('data', chunk => resolve(String(chunk).trim()))
    child.once('exit', code => reject(new Error(`${child.spawnfile} ended with ${code}`)))
  })
}

function freePort(): Promise<number> {
  return new Promise(resolve => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' ? (address?.port ?? 0) : 0))
    })
  })
}

async function listens(ask: () => Promise<unknown>): Promise<void> {
  for (const since = Date.now(); ; ) {
    try {
      await ask()
      return
    } catch (problem) {
      if (Date.now() - since > START_MS) throw problem
    }
    await new Promise(resolve => setTimeout(resolve, 100))
  }
}
