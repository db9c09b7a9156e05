import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { bundle } from '../../../scripts/bundle.mjs'
import { root } from '../../../scripts/run.mjs'
import { TOKEN_SECRET, WEBHOOK_TOKEN } from './relay-under-test.js'
import * as zadarma from './zadarma-notice.js'

/** A relay that can be killed. */
export interface RelayProcess {
  child: ChildProcess
  /** Where its webhooks go. */
  url: string
}

/** The relay bundled, which starts several times as fast as its sources do. */
let bundled: Promise<string> | undefined
async function bundleRelay(): Promise<string> {
  // Tests run beside each other, and a bundle's folder is made anew.
  const folder = `build/bundled/relay-process-${process.pid}`
  process.on('exit', () => rmSync(root + folder, { recursive: true, force: true }))
  const [program] = await bundle(folder, ['tests/relay/support/relay-process.ts'])
  return root + program
}

/**
 * Starts a relay in a process of its own and waits until it listens.
 * @param within - A command that runs the one that is appended to it.
 */
export async function startProcess(
  database: string,
  within: readonly string[] = [],
): Promise<RelayProcess> {
  bundled ??= bundleRelay()
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
