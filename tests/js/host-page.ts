import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import type { BrowserContext, Page } from 'playwright-core'
import { startFakeRelay } from './fake-relay.js'

const web = fileURLToPath(new URL('../../dist/web/', import.meta.url))

/** The strictest policy that a host may have. */
export const STRICT =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'none'; connect-src 'self'; " +
  "require-trusted-types-for 'script'; trusted-types 'none'"

const TYPES: Record<string, string> = { js: 'text/javascript', wasm: 'application/wasm' }

/** A host's server with the built plugin, a relay below `/deskbell`, and pages made by the test. */
export async function startHost() {
  if (!existsSync(`${web}deskbell.js`)) {
    throw new Error('dist/web is missing: run `node scripts/build-web.mjs` first.')
  }
  const relay = await startFakeRelay()
  const agent = { id: '1', name: 'Bram', extension: '101' }
  const host = {
    url: '',
    relay,
    config: {
      enabled: true,
      agent,
      country: 'NL',
      relay: '/deskbell',
      token: relay.token,
    } as unknown,
    configStatus: 200,
    policy: STRICT,
    /** Headers of every answer, besides the policy. */
    headers: {} as Record<string, string>,
    /** Path → HTML. */
    pages: new Map<string, string>(),
    /** Path → JavaScript. */
    scripts: new Map<string, string>(),
    /** Path → WebAssembly. */
    binaries: new Map<string, Buffer>(),
    /** Paths that were asked for. */
    asked: [] as string[],
    async close() {
      await relay.close()
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
  const server = createServer(async (request, response) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/'
    host.asked.push(path)
    for (const [name, value] of Object.entries(host.headers)) response.setHeader(name, value)
    if (request.method === 'OPTIONS') {
      response.writeHead(204).end()
      return
    }
    const send = (status: number, type: string, body: string | Buffer) => {
      response.writeHead(status, {
        'Content-Type': type,
        'Content-Security-Policy': host.policy,
        'Cache-Control': 'no-store',
      })
      response.end(body)
    }
    const page = host.pages.get(path)
    const script = host.scripts.get(path)
    if (page !== undefined) return send(200, 'text/html; charset=utf-8', page)
    if (script !== undefined) return send(200, 'text/javascript', script)
    const binary = host.binaries.get(path)
    if (binary) return send(200, 'application/wasm', binary)
    if (path === '/deskbell/config') {
      const { config, configStatus } = host
      const body = typeof config === 'string' ? config : JSON.stringify(config)
      return send(configStatus, 'application/json', body)
    }
    if (path === '/deskbell.js' || path.startsWith('/deskbell/assets/')) {
      const body = await readFile(web + path).catch(() => null)
      if (body) return send(200, TYPES[path.split('.').pop() ?? ''] ?? 'text/plain', body)
      return send(404, 'text/plain', 'no such file')
    }
    if (path.startsWith('/deskbell/')) {
      request.url = request.url?.slice('/deskbell'.length)
      return relay.handle(request, response)
    }
    send(path === '/favicon.ico' ? 204 : 404, 'text/plain', '')
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  host.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return host
}

export type Host = Awaited<ReturnType<typeof startHost>>

export const TAG = '<script src="/deskbell.js" data-config="/deskbell/config" async></script>'

export const html = (head: string, body = '') =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Host</title>${head}</head><body>${body}</body></html>`

/** Opens a page; what its console, its policy or an unhandled rejection complains about is kept. */
export async function openPage(context: BrowserContext, url: string) {
  const page: Page = await context.newPage()
  const complaints: string[] = []
  page.on('console', message => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
  })
  page.on('pageerror', error => complaints.push(`${error}`))
  // tsx names functions by a helper, which the functions that are sent into the page need, too.
  await page.addInitScript('globalThis.__name = run => run')
  await page.addInitScript(() => {
    addEventListener('unhandledrejection', ({ reason }) => console.error(`unhandled: ${reason}`))
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      console.error(`policy: ${violatedDirective} ${blockedURI}`),
    )
  })
  await page.goto(url)
  return { page, complaints }
}
