import { type ChildProcess, spawn } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { createServer } from 'node:net'

/** A program of another house that a test started; it ends with this process, however that ends. */
export interface Program {
  /** What it said last, for whoever looks for the reason. */
  log(): string
  gone(): boolean
  /** Ends it and its children, by default at once. */
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>
}

export function startProgram(command: string, options: string[], folder: string): Program {
  let log = ''
  const child: ChildProcess = spawn('setpriv', ['--pdeathsig', 'TERM', command, ...options], {
    cwd: folder,
    // A group of its own, so that its children can be ended with it.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let failed = false
  child.on('error', error => {
    failed = true
    log += error
  })
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', chunk => {
      log = (log + chunk).slice(-20_000)
    })
  }
  const gone = () => failed || child.exitCode !== null || child.signalCode !== null
  return {
    log: () => log,
    gone,
    async stop(signal = 'SIGKILL') {
      if (gone() || child.pid === undefined) return
      const over = new Promise(resolve => child.once('exit', resolve))
      process.kill(-child.pid, signal)
      await over
    },
  }
}

/** A port of the loopback interface that nobody uses now, for TCP or UDP. */
export function freePort(kind: 'tcp' | 'udp'): Promise<number> {
  return new Promise((resolve, reject) => {
    if (kind === 'udp') {
      const probe = createSocket('udp4')
      probe.on('error', reject)
      probe.bind(0, '127.0.0.1', () => {
        const { port } = probe.address()
        probe.close(() => resolve(port))
      })
      return
    }
    const probe = createServer()
    probe.on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' ? (address?.port ?? 0) : 0))
    })
  })
}

/** Asks until the answer is not null, or says what did not happen in `ms`. */
export async function until<T>(
  what: string,
  ask: () => T | null | undefined | false | Promise<T | null | undefined | false>,
  ms = 10_000,
): Promise<T> {
  for (const limit = Date.now() + ms; ; ) {
    const answer = await ask()
    if (answer !== null && answer !== undefined && answer !== false) return answer
    if (Date.now() > limit) throw new Error(`${what}: not within ${ms} ms`)
    await new Promise(resolve => setTimeout(resolve, 30))
  }
}
