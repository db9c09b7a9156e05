// Runs a command as one step: a line of progress on the terminal, the whole output in build/log/.
import { spawn } from 'node:child_process'
import { createWriteStream, mkdirSync, readFileSync } from 'node:fs'
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

/**
 * @param {string} title what is being done, for people
 * @param {string[]} command program and arguments; no shell is involved
 * @param {{env?: Record<string, string>, hint?: string, show?: boolean}} [options] `hint` says what
 *   to do when it fails; `show` lets the output through to the terminal
 * @returns {Promise<string>} what the command printed
 */
export async function run(title, command, { env = {}, hint = '', show = false } = {}) {
  mkdirSync(`${root}build/log`, { recursive: true })
  const logFile = `build/log/${title.toLowerCase().replace(/[^a-z0-9]+/g, '-')}.log`
  const log = createWriteStream(root + logFile)
  const started = Date.now()
  const tty = process.stdout.isTTY && !show
  process.stdout.write(tty ? `· ${title} …` : `· ${title} …\n`)
  const ticker = tty
    ? setInterval(() => process.stdout.write(`\r· ${title} … ${seconds(started)} `), 500)
    : setInterval(() => process.stdout.write(`  … ${title}, ${seconds(started)}\n`), 30_000)
  const [program, ...args] = command
  const code = await new Promise(resolve => {
    const child = spawn(program, args, { cwd: root, env: { ...process.env, ...env } })
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
  await new Promise(resolve => log.end(resolve))
  const output = readFileSync(root + logFile, 'utf8')
  if (tty) process.stdout.write('\r\x1b[K')
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
