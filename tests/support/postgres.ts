import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { chown, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'

const run = promisify(execFile)

/** A PostgreSQL server of the tests' own, on a free port of the loopback interface. */
export interface PostgresServer {
  /** A new database, a copy of `template` when that is named. @returns its `postgres://` address */
  createDatabase(template?: string): Promise<string>
  /** The address of a database of this server; of `postgres` when none is named. */
  address(database?: string): string
  /** Ends it as an accident would (`immediate`) or in peace, and keeps its data. */
  stop(how?: 'fast' | 'immediate'): Promise<void>
  /** After {@link stop}: the same data on the same port. */
  start(): Promise<void>
  /** Ends it and removes its data. */
  close(): Promise<void>
}

const USER = 'deskbell'
/** Not a secret, but long enough to be found in whatever prints it. */
export const POSTGRES_PASSWORD = 'pass-word-of-the-tests'

/**
 * Makes a cluster in a temporary folder and starts it: some seconds, so one for a whole file. PostgreSQL refuses to
 * run as root, so root's tests run it as Debian's user `postgres`. The server ends with this
 * process, even when that is killed.
 *
 * @param settings lines of `postgresql.conf`. Writes are synced to the disk unless told otherwise.
 */
export async function startPostgres(
  settings: Record<string, string> = {},
): Promise<PostgresServer> {
  const programs = await programFolder()
  const folder = await mkdtemp(join(tmpdir(), 'deskbell-postgres-'))
  const data = join(folder, 'data')
  await writeFile(join(folder, 'password'), POSTGRES_PASSWORD)
  const asUser: string[] = []
  if (process.getuid?.() === 0) {
    const id = async (option: string) => Number((await run('id', [option, 'postgres'])).stdout)
    const user = await id('-u')
    const group = await id('-g')
    await chown(folder, user, group)
    await chown(join(folder, 'password'), user, group)
    asUser.push(`--reuid=${user}`, `--regid=${group}`, '--clear-groups')
  }
  const initdb = ['--pgdata', data, '--username', USER, '--pwfile', join(folder, 'password')]
  initdb.push('--auth', 'scram-sha-256', '--encoding', 'UTF8', '--locale', 'C.UTF-8', '--no-sync')
  await run('setpriv', [...asUser, join(programs, 'initdb'), ...initdb], { cwd: folder })
  const port = await freePort()
  const options = Object.entries({
    listen_addresses: '127.0.0.1',
    unix_socket_directories: folder,
    port: String(port),
    ...settings,
  }).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const command = [...asUser, '--pdeathsig', 'INT', join(programs, 'postgres'), '-D', data]
  const address = (database = 'postgres') =>
    `postgres://${USER}:${POSTGRES_PASSWORD}@127.0.0.1:${port}/${database}`

  let server: ChildProcess
  let databases = 0
  const start = async () => {
    let log = ''
    server = spawn('setpriv', [...command, ...options], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    server.stderr?.on('data', chunk => {
      log = (log + chunk).slice(-4000)
    })
    await untilReady(address(), () => server.exitCode !== null || server.signalCode !== null).catch(
      problem => {
        throw new Error(`${problem.message}\n${log}`)
      },
    )
  }
  const stop = async (how: 'fast' | 'immediate' = 'fast') => {
    if (server.exitCode !== null || server.signalCode !== null) return
    const gone = new Promise(resolve => server.once('exit', resolve))
    server.kill(how === 'fast' ? 'SIGINT' : 'SIGQUIT')
    await gone
  }
  await start()
  return {
    address,
    start,
    stop,
    async createDatabase(template) {
      const name = `test_${++databases}`
      await withClient(address(), client =>
        client.query(`create database ${name} template ${template ?? 'template1'}`),
      )
      return address(name)
    },
    async close() {
      await stop('immediate')
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Connects, works, and disconnects in any case. */
export async function withClient<T>(
  address: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: address })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** Debian keeps the server's programs off the PATH, in a folder named for the version. */
async function programFolder(): Promise<string> {
  const versions = await readdir('/usr/lib/postgresql').catch(() => [] as string[])
  const newest = versions.sort((a, b) => Number(b) - Number(a))[0]
  if (newest === undefined) throw new Error('PostgreSQL is not installed: npm run build')
  return join('/usr/lib/postgresql', newest, 'bin')
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' ? (address?.port ?? 0) : 0))
    })
  })
}

async function untilReady(address: string, isGone: () => boolean): Promise<void> {
  for (const since = Date.now(); ; ) {
    try {
      return await withClient(address, async () => {})
    } catch (problem) {
      if (isGone()) throw new Error('PostgreSQL ended at once')
      if (Date.now() - since > 30_000) throw problem
    }
    await new Promise(resolve => setTimeout(resolve, 50))
  }
}
