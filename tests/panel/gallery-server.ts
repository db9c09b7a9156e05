import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { build, transform } from 'esbuild'

/** The strictest policy that a host may have. */
const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'none'; connect-src 'self'; " +
  "require-trusted-types-for 'script'; trusted-types 'none'"

const PAGE = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Panel gallery</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<script type="module" src="/gallery-page.js"></script></head>
<body><main><h1>A customer's page</h1><p>Its own words.</p><button type="button">Its own button</button></main></body></html>`

const path = (name: string): string => fileURLToPath(new URL(name, import.meta.url))

/** Bundles as the product does: style sheets as text, without their white space. */
export async function bundle(entry: string): Promise<Map<string, Buffer>> {
  const result = await build({
    entryPoints: [path(entry)],
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    charset: 'utf8',
    write: false,
    outdir: '/',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    plugins: [
      {
        name: 'css-text',
        setup: ({ onLoad }) =>
          onLoad({ filter: /\.css$/ }, async ({ path: file }) => {
            const text = await readFile(file, 'utf8')
            const { code } = await transform(text, { loader: 'css', minify: true })
            return { contents: code, loader: 'text' }
          }),
      },
    ],
  })
  return new Map(result.outputFiles.map(file => [file.path, Buffer.from(file.contents)]))
}

/** Serves the gallery on loopback, under {@link POLICY}. */
export async function serveGallery(): Promise<{ url: string; close: () => void }> {
  const files = await bundle('gallery-page.ts')
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    const script = files.get(pathname)
    if (pathname === '/favicon.ico') return void response.writeHead(204).end()
    if (pathname !== '/' && !script) return void response.writeHead(404).end()
    response.writeHead(200, {
      'content-type': script ? 'text/javascript; charset=utf-8' : 'text/html; charset=utf-8',
      'content-security-policy': POLICY,
      'cache-control': 'no-store',
    })
    response.end(script ?? PAGE)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/`,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}
