// The one place where the tests choose a database: SQLite, or PostgreSQL when they are run by
// tests/support/on-postgres.ts.
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Libsql from 'libsql'
import pg from 'pg'
import { withClient } from './postgres.js'

/** Address of a database of the PostgreSQL server to use, which may create databases. */
export const POSTGRES_VARIABLE = 'DESKBELL_TEST_POSTGRES'

/** An empty database of a test's own. */
export interface TestDatabase {
  /** What `createRelay` and the demo's `startCrm` take. */
  readonly address: string
  readonly kind: 'sqlite' | 'postgres'
  /**
   * Reads from outside of whatever is tested; the relay's tables.
   * @param sql with `?` for each of the `parameters`
   */
  rows<T>(sql: string, ...parameters: (string | number)[]): T[]
  /** Does something to the relay's tables from outside. */
  run(sql: string): Promise<void>
  /** Keeps everybody else from writing until the returned function is called. */
  lock(): Promise<() => Promise<void>>
  close(): Promise<void>
}

/** An empty database of the kind that this run of the tests is about. */
export function testDatabase(): Promise<TestDatabase> {
  const server = process.env[POSTGRES_VARIABLE]
  return server ? postgresDatabase(server) : sqliteDatabase()
}

async function sqliteDatabase(): Promise<TestDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'deskbell-database-'))
  const address = join(folder, 'deskbell.db')
  return {
    address,
    kind: 'sqlite',
    rows: (sql, ...parameters) => {
      const database = new Libsql(address)
      try {
        return database.prepare(sql).all(...parameters) as never[]
      } finally {
        database.close()
      }
    },
    run: async sql => {
      const database = new Libsql(address)
      database.exec(sql)
      database.close()
    },
    lock: async () => {
      const database = new Libsql(address)
      database.exec('begin immediate')
      return async () => {
        database.exec('rollback')
        database.close()
      }
    },
    close: () => rm(folder, { recursive: true }),
  }
}

async function postgresDatabase(server: string): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString('hex')}`
  await withClient(server, client => client.query(`create database ${name}`))
  const url = new URL(server)
  url.pathname = `/${name}`
  const inSchema = new URL(url)
  inSchema.searchParams.set('options', '-c search_path=deskbell')
  return {
    address: url.href,
    kind: 'postgres',
    rows: (sql, ...parameters) => askPsql(url, sql, parameters),
    run: sql =>
      withClient(inSchema.href, async client => {
        await client.query(sql)
      }),
    lock: async () => {
      const client = new pg.Client({ connectionString: inSchema.href })
      await client.connect()
      await client.query('begin; lock table events in exclusive mode')
      return () => client.end()
    },
    close: () =>
      withClient(server, async client => {
        await client.query(`drop database ${name} with (force)`)
      }),
  }
}

/** By the command `psql`, since tests ask in the middle of sentences and pg answers later only. */
function askPsql<T>(url: URL, sql: string, parameters: (string | number)[]): T[] {
  const literal = (value: string | number) =>
    typeof value === 'number' ? String(value) : `'${value.replaceAll("'", "''")}'`
  let index = 0
  const whole = sql.replaceAll('?', () => literal(parameters[index++] ?? ''))
  const { username, password, hostname, port, pathname } = url
  const output = execFileSync(
    'psql',
    ['-XAtq', '-c', `select coalesce(json_agg(t), '[]') from (${whole}) t`],
    {
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
      env: {
        ...process.env,
        PGHOST: hostname,
        PGPORT: port,
        PGUSER: username,
        PGPASSWORD: password,
        PGDATABASE: pathname.slice(1),
        PGOPTIONS: '-c search_path=deskbell',
      },
    },
  )
  return JSON.parse(output) as T[]
}
