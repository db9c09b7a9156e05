import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, copyFileSync, existsSync, renameSync, rmSync } from 'node:fs'
import Libsql from 'libsql'
import { readAddress } from '../../relay/src/store/address.js'
import { CommandError } from '../command-error.js'

/** Writes the relay's tables into a new file, as they are at one moment; the relay may run on. */
export async function backUp(database: string, file: string): Promise<void> {
  if (existsSync(file)) throw new CommandError(`${file} is there already`, 1)
  const address = readAddress(database)
  if (address.kind === 'postgres') {
    await postgres('pg_dump', address.url, [
      '--format=custom',
      '--schema=deskbell',
      `--file=${file}`,
    ])
    chmodSync(file, 0o600)
    return
  }
  if (!existsSync(address.file)) throw new CommandError(`there is no database ${address.file}`, 1)
  const source = new Libsql(address.file)
  const umask = process.umask(0o077)
  try {
    source.prepare('vacuum into ?').run(file)
  } finally {
    process.umask(umask)
    source.close()
  }
}

/** Puts a back-up in the place of the database; no relay may run on it meanwhile. */
export async function restore(database: string, file: string): Promise<void> {
  if (!existsSync(file)) throw new CommandError(`there is no file ${file}`, 1)
  const address = readAddress(database)
  if (address.kind === 'postgres') {
    const options = [
      '--clean',
      '--if-exists',
      '--no-owner',
      '--single-transaction',
      '--exit-on-error',
    ]
    const url = new URL(address.url)
    await postgres('pg_restore', address.url, [
      ...options,
      `--dbname=${url.pathname.slice(1)}`,
      file,
    ])
    return
  }
  checkBackUp(file)
  const fresh = `${address.file}.new`
  copyFileSync(file, fresh)
  chmodSync(fresh, 0o600)
  // What the old one had not yet moved into its file must not be read into the new one.
  for (const end of ['-wal', '-shm']) rmSync(address.file + end, { force: true })
  renameSync(fresh, address.file)
}

function checkBackUp(file: string): void {
  let verdict: unknown
  let tables: unknown[] = []
  try {
    const copy = new Libsql(file)
    verdict = (copy.prepare('pragma integrity_check').get() as { integrity_check: string })
      .integrity_check
    tables = copy.prepare("select 1 from sqlite_master where name = 'deskbell_migrations'").all()
    copy.close()
  } catch (problem) {
    verdict = (problem as Error).message
  }
  if (verdict !== 'ok') throw new CommandError(`${file} is damaged: ${verdict}`, 1)
  if (tables.length === 0) throw new CommandError(`${file} is no back-up of a relay`, 1)
}

/** Runs one of PostgreSQL's own programs; the password goes by the environment, which others cannot read. */
async function postgres(program: string, url: string, options: string[]): Promise<void> {
  const { hostname, port, username, password, pathname, searchParams } = new URL(url)
  const environment = {
    PGHOST: decodeURIComponent(searchParams.get('host') ?? hostname),
    ...(port && { PGPORT: port }),
    ...(username && { PGUSER: decodeURIComponent(username) }),
    ...(password && { PGPASSWORD: decodeURIComponent(password) }),
    PGDATABASE: decodeURIComponent(pathname.slice(1)),
  }
  const child = spawn(program, options, {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, ...environment },
  })
  let said = ''
  child.stderr.on('data', chunk => {
    said += chunk
  })
  const [code] = await Promise.race([once(child, 'close'), once(child, 'error').then(() => [-1])])
  if (code === -1) throw new CommandError(`${program} is needed (Debian: postgresql-client)`, 1)
  if (code !== 0) throw new CommandError(`${program}: ${said.trim()}`, 1)
}
