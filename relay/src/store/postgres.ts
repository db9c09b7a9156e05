// All that is true of PostgreSQL only.
import {
  PostgresDialect,
  type PostgresPool,
  type PostgresPoolClient,
  type PostgresQueryResult,
} from 'kysely'
import pg from 'pg'

/** Connections of one relay at most; events are stored over one, the others read. */
const POOL_SIZE = 10
const CONNECT_TIMEOUT_MS = 3000
// The sender of a webhook waits meanwhile, and can try again.
const STATEMENT_TIMEOUT_MS = 3000
// A server that has vanished without a word is noticed by the client alone.
const ANSWER_TIMEOUT_MS = 2 * STATEMENT_TIMEOUT_MS
// A relay that is stopped half way through a transaction must not hold up the others for ever.
const IDLE_IN_TRANSACTION_MS = 10_000

const int8 = pg.types.builtins.INT8

/** What is above 2^53 comes as a bigint, everything else as the number that SQLite would give. */
function readInt8(text: string): number | bigint {
  const value = Number(text)
  return Number.isSafeInteger(value) ? value : BigInt(text)
}

const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    oid === int8 && format !== 'binary' ? readInt8 : pg.types.getTypeParser(oid, format),
}

/** PostgreSQL keeps no U+0000 in a text, and SQLite does: nothing is refused for one alone. */
function storable(parameter: unknown): unknown {
  return typeof parameter === 'string' ? parameter.replaceAll('\0', '\ufffd') : parameter
}

// A server keeps the plan of a named statement for each connection, until that ends. Those asked again
// and again are fewer; texts with lists in them are endless and soon go without a name.
const MOST_NAMES = 200
const names = new Map<string, string>()

/** The name under which a statement is planned once for each connection, while there are names left. */
function nameOf(text: string): string | undefined {
  if (!names.has(text) && names.size < MOST_NAMES) names.set(text, `deskbell_${names.size}`)
  return names.get(text)
}

/** A connection while it is lent out. */
class Lease {
  readonly #client: pg.PoolClient
  #broken: Error | undefined

  constructor(client: pg.PoolClient) {
    this.#client = client
  }

  async query(text: string, parameters: unknown[]): Promise<PostgresQueryResult<unknown>> {
    if (this.#broken) throw this.#broken
    const name = parameters.length > 0 ? nameOf(text) : undefined
    const query = { text, values: parameters.map(storable), ...(name && { name }) }
    const result = await this.#client.query(query).catch(problem => {
      // Only the server's own errors have a code; without one the answer may come yet, to whoever
      // is lent the connection next.
      if (!(problem instanceof pg.DatabaseError)) this.#broken = problem
      throw problem
    })
    // What PostgreSQL answers to the commit of a transaction in which something had failed.
    if (text === 'commit' && result.command !== 'COMMIT') throw new Error('nothing was committed')
    return result as unknown as PostgresQueryResult<unknown>
  }

  release(): void {
    this.#client.release(this.#broken)
  }
}

/**
 * A bounded pool of connections on which a commit that was answered is on the disk.
 * @param schema where the tables are
 * @param patient for changes of the tables, which may take long
 */
export function postgresDialect(url: string, schema: string, patient = false): PostgresDialect {
  const pool = new pg.Pool({
    // Parameters in the address win over these.
    connectionString: url,
    application_name: 'deskbell',
    options: `-c search_path=${schema} -c synchronous_commit=on`,
    max: POOL_SIZE,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    types,
    ...(!patient && {
      statement_timeout: STATEMENT_TIMEOUT_MS,
      query_timeout: ANSWER_TIMEOUT_MS,
      idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    }),
  })
  // A connection that breaks, lent out or not, is dropped by the pool; whoever uses it is told.
  pool.on('error', () => {})
  pool.on('connect', client => client.on('error', () => {}))
  const leases: PostgresPool = {
    connect: async () => new Lease(await pool.connect()) as unknown as PostgresPoolClient,
    end: () => pool.end(),
  }
  return new PostgresDialect({ pool: leases })
}
