import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Libsql from 'libsql'
import pg from 'pg'
import { type PostgresServer, startPostgres } from '../support/postgres.js'

/** A database of a customer's, as the customer's own programs see it. */
export interface CustomerDatabase {
  kind: 'postgres' | 'sqlite'
  /** For `--database`. */
  address: string
  /** Runs SQL with the placeholders $1, $2 …; rows as objects. */
  run(sql: string, ...parameters: unknown[]): Promise<Record<string, unknown>[]>
  close(): Promise<void>
}

export interface Databases {
  kind: 'postgres' | 'sqlite'
  create(): Promise<CustomerDatabase>
  close(): Promise<void>
  server?: PostgresServer
}

export async function postgresDatabases(): Promise<Databases> {
  const server = await startPostgres()
  return {
    kind: 'postgres',
    server,
    async create() {
      const address = await server.createDatabase()
      const pool = new pg.Pool({ connectionString: address, max: 3 })
      pool.on('error', () => {})
      return {
        kind: 'postgres',
        address,
        run: async (sql, ...parameters) => (await pool.query(sql, parameters)).rows,
        close: () => pool.end(),
      }
    },
    close: () => server.close(),
  }
}

export async function sqliteDatabases(): Promise<Databases> {
  const folder = await mkdtemp(join(tmpdir(), 'deskbell-sqlite-'))
  let files = 0
  return {
    kind: 'sqlite',
    async create() {
      const address = join(folder, `${++files}.db`)
      const database = new Libsql(address, { timeout: 5000 })
      return {
        kind: 'sqlite',
        address,
        run: async (sql, ...parameters) => {
          const statement = database.prepare(sql.replace(/\$(\d+)/g, '?$1'))
          if (statement.reader) return statement.all(parameters) as Record<string, unknown>[]
          statement.run(parameters)
          return []
        },
        close: async () => {
          database.close()
        },
      }
    },
    close: () => rm(folder, { recursive: true, force: true }),
  }
}

const pick = <T>(list: readonly T[], i: number) => list[i % list.length] as T

/** What people type into a field for a telephone number, and what it should become in NL. */
export function typedNumber(i: number): { typed: string; wanted: string } {
  const tail = String(100_000 + ((i * 7919) % 899_999))
  return pick(
    [
      { typed: `0413-${tail}`, wanted: `+31413${tail}` },
      { typed: `+31 413 ${tail}`, wanted: `+31413${tail}` },
      { typed: `+31413${tail}`, wanted: `+31413${tail}` },
      { typed: `(0)6- 12 ${tail}`, wanted: `+31612${tail}` },
      { typed: '', wanted: '' },
      { typed: `+31 (0) 6 ${tail}`, wanted: `+31 (0) 6 ${tail}` },
      { typed: `0413-${tail} (Jan)`, wanted: `0413-${tail} (Jan)` },
      { typed: `0031 413 ${tail}`, wanted: `+31413${tail}` },
    ],
    i,
  )
}

/** A table `contacts` of so many rows: id, name, phone as people type it. */
export async function fillContacts({ kind, run }: CustomerDatabase, rows: number): Promise<void> {
  await run('create table contacts (id bigint primary key, name text, phone text)')
  const all = Array.from({ length: rows }, (_, i) => [i + 1, `name ${i + 1}`, typedNumber(i).typed])
  for (let from = 0; from < rows; from += 20_000) {
    const list = JSON.stringify(all.slice(from, from + 20_000))
    await run(
      kind === 'postgres'
        ? `insert into contacts select (v->>0)::bigint, v->>1, nullif(v->>2, '')
           from json_array_elements($1::json) v`
        : `insert into contacts select json_extract(value, '$[0]'), json_extract(value, '$[1]'),
           nullif(json_extract(value, '$[2]'), '') from json_each($1)`,
      list,
    )
  }
}
