import { open } from 'node:fs/promises'
import { Kysely, PostgresDialect } from 'kysely'
import Libsql from 'libsql'
import pg from 'pg'
import type { DatabaseAddress } from '../../relay/src/store/address.js'
import { ImmediateDialect } from '../../relay/src/store/immediate-dialect.js'
import { CommandError } from '../command-error.js'
import type { AnyDatabase } from './sql-table.js'

/** How long a lock of somebody else is waited for, and a server that does not answer; ms. */
const LOCK_TIMEOUT_MS = 10_000
const CONNECT_TIMEOUT_MS = 10_000

/** Opens a customer's database, in which nothing but the numbers is to change. */
export async function openDatabase(
  address: DatabaseAddress,
  { isReadOnly }: { isReadOnly: boolean },
): Promise<AnyDatabase> {
  return address.kind === 'postgres'
    ? openPostgres(address.url, isReadOnly)
    : openSqlite(address.file)
}

/** One connection: what is locked for the session stays locked. */
function openPostgres(url: string, isReadOnly: boolean): AnyDatabase {
  const readOnly = isReadOnly ? ' -c default_transaction_read_only=on' : ''
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'deskbell clean',
    options: `-c lock_timeout=${LOCK_TIMEOUT_MS}${readOnly}`,
    max: 1,
    idleTimeoutMillis: 0,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
  })
  // Whoever uses a connection that breaks is told by its query.
  pool.on('error', () => {})
  return new Kysely({ dialect: new PostgresDialect({ pool }) })
}

/** The file's settings (journal, synchronous) stay its own. */
async function openSqlite(file: string): Promise<AnyDatabase> {
  const head = Buffer.alloc(16)
  // SQLite would make a file that is not there.
  const handle = await open(file)
  try {
    await handle.read(head, 0, head.length, 0)
  } finally {
    await handle.close()
  }
  if (head.toString('latin1') !== 'SQLite format 3\0')
    throw new CommandError(`${file} is no SQLite database.`)
  const database = new Libsql(file, { timeout: LOCK_TIMEOUT_MS })
  database.exec('pragma foreign_keys = on')
  return new Kysely({ dialect: new ImmediateDialect(database) })
}
