// A page with Deskbell as its telephone, in a Chromium whose microphone plays a tone.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium, type Locator, type Page } from 'playwright-core'
import type { DeskbellConfig } from '../../js-shim/src/config.js'
import type { Deskbell } from '../../js-shim/src/deskbell-api.js'
import type { Call, CallRecord } from '../../js-shim/src/types.js'
import { CHROMIUM, CHROMIUM_FLAGS } from '../launch-chromium.js'
import { until } from '../support/exchange/program.js'

const web = fileURLToPath(new URL('../../dist/web/', import.meta.url))

/** The strictest policy that Deskbell asks for. */
const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; img-src data:; connect-src 'self' ws://127.0.0.1:*; " +
  "require-trusted-types-for 'script'; trusted-types 'none'"

declare global {
  interface Window {
    records: CallRecord[]
    heard: { type: string; call: Call }[]
    connections: RTCPeerConnection[]
  }
}

/** What runs before the page's own scripts: keeps what happens, for the test to look at. */
function watchPage(): void {
  window.records = []
  window.heard = []
  window.connections = []
  window.RTCPeerConnection = new Proxy(window.RTCPeerConnection, {
    construct(target, [config]) {
      window.connections.push(new target(config))
      return window.connections.at(-1) as RTCPeerConnection
    },
  })
  ;(window as { Deskbell?: unknown }).Deskbell = [
    (deskbell: Deskbell) => {
      deskbell.host({
        findContacts: async () => [],
        saveCall: async record => void window.records.push(structuredClone(record)),
      })
      for (const type of ['ringing', 'dialing', 'answered', 'held', 'resumed', 'ended'] as const) {
        deskbell.on(type, call => window.heard.push({ type, call: structuredClone(call) }))
      }
    },
  ]
}

export interface PhonePage {
  page: Page
  panel: Locator
  complaints: string[]
  /** Waits until the account is registered. */
  online(): Promise<void>
  press(name: string): Promise<void>
  dial(number: string): Promise<string>
  /** The ids of the calls that rang or dialled, in their order. */
  callIds(): Promise<string[]>
  /** Waits for a moment of a call. */
  moment(type: string, count?: number): Promise<Call>
  records(count?: number): Promise<CallRecord[]>
  /** What the latest call's far end says: its sound of a third of a second. */
  hear(): Promise<{ rate: number; samples: number[] }>
  newTab(): Promise<Page>
  close(): Promise<void>
}

export interface PhoneOptions {
  config: Partial<DeskbellConfig>
  /** Hz of what is said into the microphone. */
  tone: number
  /** Whether the browser lets the page have the microphone. */
  microphone?: 'allowed' | 'forbidden'
}

export async function openPhonePage(options: PhoneOptions): Promise<PhonePage> {
  const folder = await mkdtemp(join(tmpdir(), 'deskbell-phone-'))
  const { toneFile } = await import('./tone.js')
  await writeFile(join(folder, 'tone.wav'), toneFile(options.tone))
  const config = {
    enabled: true,
    country: 'NL',
    relay: '',
    token: '',
    language: 'en',
    sound: { ring: false },
    ...options.config,
  }
  const server = await serve(config)
  const allowed = options.microphone !== 'forbidden'
  const browser: Browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: [
      ...CHROMIUM_FLAGS,
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-audio-capture=${join(folder, 'tone.wav')}`,
      '--autoplay-policy=no-user-gesture-required',
      ...(allowed ? ['--use-fake-ui-for-media-stream'] : ['--deny-permission-prompts']),
    ],
  })
  const context = await browser.newContext({ locale: 'en-GB' })
  // What a loader of TypeScript may leave in functions that run in the page.
  await context.addInitScript('globalThis.__name = given => given')
  await context.addInitScript(watchPage)
  const complaints: string[] = []
  const newTab = async () => {
    const page = await context.newPage()
    page.on('console', message => {
      const { url } = message.location()
      // A server that is killed is what some tests are about; the browser says so by itself.
      if (message.type() === 'error' && !/WebSocket connection/.test(message.text())) {
        complaints.push(`${message.text()} ${url}`)
      }
    })
    page.on('pageerror', error => complaints.push(String(error)))
    await page.goto(server.url)
    return page
  }
  const page = await newTab()
  const panel = page.locator('deskbell-panel')
  const heard = (type: string) =>
    page.evaluate(wanted => window.heard.filter(({ type }) => type === wanted), type)
  return {
    page,
    panel,
    complaints,
    newTab,
    online: () => panel.getByText('Ready', { exact: true }).waitFor({ timeout: 15_000 }),
    press: name => panel.getByRole('button', { name, exact: true }).click({ timeout: 5_000 }),
    dial: number =>
      page.evaluate(
        async number => (await (window.Deskbell as Deskbell).doCall(number)).callId,
        number,
      ),
    callIds: () => page.evaluate(() => [...new Set(window.heard.map(({ call }) => call.callId))]),
    moment: async (type, count = 1) =>
      until(`${type} in the page`, async () => (await heard(type))[count - 1]?.call, 15_000),
    records: (count = 1) =>
      until(`${count} records`, async () => {
        const records = await page.evaluate(() => window.records)
        return records.length >= count && records
      }),
    hear: () => page.evaluate(listen),
    async close() {
      await browser.close()
      await server.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** In the page: what comes from the far end of the latest connection, through an analyser. */
async function listen(): Promise<{ rate: number; samples: number[] }> {
  const connection = window.connections.at(-1)
  const track = connection?.getReceivers()[0]?.track
  if (!track) throw new Error('nothing comes from the far end')
  const context = new AudioContext()
  await context.resume()
  const analyser = context.createAnalyser()
  analyser.fftSize = 16_384
  context.createMediaStreamSource(new MediaStream([track])).connect(analyser)
  await new Promise(resolve => setTimeout(resolve, 500))
  const samples = new Float32Array(analyser.fftSize)
  analyser.getFloatTimeDomainData(samples)
  const rate = context.sampleRate
  await context.close()
  return { rate, samples: [...samples] }
}

async function serve(config: object): Promise<{ url: string; close(): Promise<void> }> {
  const types: Record<string, string> = { js: 'text/javascript', wasm: 'application/wasm' }
  const server = createServer(async (request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://page').pathname)
    if (path === '/') {
      response.setHeader('Content-Security-Policy', POLICY)
      response.setHeader('Content-Type', 'text/html')
      response.end(
        '<!doctype html><meta charset="utf-8"><title>CRM</title><link rel="icon" href="data:,">' +
          '<script src="/deskbell.js" data-config="/config" async></script>',
      )
    } else if (path === '/config') {
      response.setHeader('Content-Type', 'application/json')
      response.end(JSON.stringify(config))
    } else {
      const file = await readFile(join(web, path)).catch(() => null)
      response.setHeader('Content-Type', types[path.split('.').at(-1) ?? ''] ?? 'text/plain')
      response.statusCode = file ? 200 : 404
      response.end(file ?? '')
    }
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () => {
      server.closeAllConnections()
      return new Promise(resolve => server.close(() => resolve()))
    },
  }
}
