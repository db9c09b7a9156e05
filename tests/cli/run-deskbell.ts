import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import type { Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'

/** The command as the package has it. */
const command = fileURLToPath(new URL('../../dist/esm/cli.js', import.meta.url))
if (!existsSync(command)) {
  throw new Error('dist/esm is missing: run `node scripts/build-web.mjs` first.')
}

interface Options {
  cwd: string
  env?: Record<string, string>
  stdin?: Buffer
  /** Whoever starts it feeds and ends its stdin. */
  isFed?: boolean
  /** Its stdout is not kept, only counted. */
  isCounted?: boolean
}

export interface Finished {
  code: number | null
  stdout: Buffer
  /** Of stdout. */
  bytes: number
  stderr: string
}

/** Starts the command as a person would. */
export function startDeskbell(
  args: string[],
  { cwd, env = {}, stdin, isFed, isCounted }: Options,
): { child: ChildProcess; stdin: Writable; finished: Promise<Finished> } {
  const child = spawn(process.execPath, [command, ...args], {
    cwd,
    env: { ...process.env, ...env },
  })
  child.stdin.on('error', () => {})
  if (!isFed) child.stdin.end(stdin)
  const output: Buffer[] = []
  let stderr = ''
  let bytes = 0
  child.stdout.on('data', chunk => {
    bytes += chunk.length
    if (!isCounted) output.push(chunk)
  })
  child.stderr.on('data', chunk => {
    stderr += chunk
  })
  const finished = new Promise<Finished>(resolve => {
    child.on('close', code => resolve({ code, stdout: Buffer.concat(output), bytes, stderr }))
  })
  return { child, stdin: child.stdin, finished }
}

export const deskbell = (args: string[], options: Options): Promise<Finished> =>
  startDeskbell(args, options).finished
