// Runs a command as one step: a line of progress on the terminal, the whole output in build/log/.
import { spawn } from 'node:child_process'
import { createWriteStream, mkdirSync, readFileSync } from 'node:fs'
import { setPriority } from 'node:os'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../', import.meta.url))

/** A failure whose message is the one line that the user needs; `output` is what was printed. */
export class StepError extends Error {
  constructor(message, output = '') {
    super(message)
    this.output = output
  }
}

const seconds = since => `${((Date.now() - since) / 1000).toFixed(1)} s`

/** What runs now, and since when; on a terminal one line shows them all. */
const running = new Map()
const CLEAR_LINE = '\r\x1b[K'

function showRunning() {
  const steps = [...running].map(([title, started]) => `· ${title} … ${seconds(started)}`)
  process.stdout.write(CLEAR_LINE + steps.join(' '))
}

/**
 * @param {string} title what is being done, for people
 * @param {string[]} command program and arguments; no shell is involved
 * @param {{env?: Record<string, string>, hint?: string, show?: boolean, priority?: number}} [options]
 *   `hint` says what to do when it fails; `show` lets the output through to the terminal; `priority`
 *   is the process's nice value, 19 for what gives way to everything
 * @returns {Promise<string>} what the command printed
 */
export async function run(
  title,
  command,
  { env = {}, hint = '', show = false, priority = 0 } = {},
) {
  mkdirSync(`${root}build/log`, { recursive: true })
  const logFile = `build/log/${title.toLowerCase().replace(/[^a-z0-9]+/g, '-')}.log`
  const log = createWriteStream(root + logFile)
  const started = Date.now()
  const tty = process.stdout.isTTY && !show
  running.set(title, started)
  if (tty) showRunning()
  else process.stdout.write(`· ${title} …\n`)
  const ticker = tty
    ? setInterval(showRunning, 500)
    : setInterval(() => process.stdout.write(`  … ${title}, ${seconds(started)}\n`), 30_000)
  const [program, ...args] = command
  const code = await new Promise(resolve => {
    const child = spawn(program, args, { cwd: root, env: { ...process.env, ...env } })
    // What it starts inherits it.
    if (priority && child.pid) setPriority(child.pid, priority)
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', chunk => {
        log.write(chunk)
        if (show) process.stdout.write(chunk)
      })
    }
    child.on('error', problem => {
      log.write(String(problem))
      resolve(problem.code === 'ENOENT' ? 'not found' : 1)
    })
    child.on('close', resolve)
  })
  clearInterval(ticker)
  running.delete(title)
  await new Promise(resolve => log.end(resolve))
  const output = readFileSync(root + logFile, 'utf8')
  if (tty) process.stdout.write(CLEAR_LINE)
  if (code === 0) {
    process.stdout.write(`✓ ${title} (${seconds(started)})\n`)
    return output
  }
  if (!show) process.stdout.write(`${output.trimEnd().split('\n').slice(-25).join('\n')}\n`)
  const why = code === 'not found' ? `the program ${program} is not installed` : `see ${logFile}`
  throw new StepError(`✗ ${title} failed: ${why}. ${hint}`.trim(), output)
}

/** Runs `main`; a StepError ends the process with its one line. */
export function runMain(main) {
  main().catch(problem => {
    console.error(problem instanceof StepError ? problem.message : problem)
    process.exit(1)
  })
}
