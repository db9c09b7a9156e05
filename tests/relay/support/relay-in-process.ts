import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { TOKEN_SECRET, WEBHOOK_TOKEN } from './relay-under-test.js'
import * as zadarma from './zadarma-notice.js'

/** A relay that can be killed. */
export interface RelayProcess {
  child: ChildProcess
  /** Where its webhooks go. */
  url: string
}

const inBuild = (path: string) => fileURLToPath(new URL(`../../../build/${path}`, import.meta.url))

/** The relay in one file, which starts several times as fast as its sources do. */
let bundled: Promise<string> | undefined
async function bundle(): Promise<string> {
  const outfile = inBuild(`tests/relay-process-${process.pid}.mjs`)
  await build({
    entryPoints: [fileURLToPath(new URL('./relay-process.ts', import.meta.url))],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    define: { __DESKBELL_WASM__: JSON.stringify('../wasm/deskbell.wasm') },
  })
  process.on('exit', () => rmSync(outfile, { force: true }))
  return outfile
}

/**
 * Starts a relay in a process of its own and waits until it listens.
 * @param within - A command that runs the one that is appended to it.
 */
export async function startProcess(
  database: string,
  within: readonly string[] = [],
): Promise<RelayProcess> {
  bundled ??= bundle()
  const secrets = [WEBHOOK_TOKEN, zadarma.ZADARMA_SECRET, TOKEN_SECRET]
  const node = [process.execPath, await bundled, database, ...secrets]
  const [command = '', ...parameters] = [...within, ...node]
  const child = spawn(command, parameters, { stdio: ['ignore', 'pipe', 'inherit'] })
  if (!child.stdout) throw new Error('no output')
  const [line] = await once(createInterface(child.stdout), 'line')
  return { child, url: `${line}/webhooks/zadarma/${WEBHOOK_TOKEN}` }
}

/** `kill -9`; resolves when it is dead. */
export async function kill({ child }: RelayProcess): Promise<void> {
  child.kill('SIGKILL')
  await once(child, 'exit')
}
