import { sql } from 'kysely'
import { DeskbellError } from '../../../js-shim/src/core/deskbell-error.js'
import { isConflict, isPostgres } from './dialect.js'
import type { Database, Store } from './schema.js'
import { NEWS_CHANNEL } from './tell-news.js'
import { tenantStore } from './tenant-scope.js'

// The first of them waits for the last to be durable, and so does the next transaction.
const MOST_TOGETHER = 50
/** PostgreSQL's advisory lock of whoever adds events: 'dkbl' in ASCII. */
const ORDER_LOCK = 0x646b626c

/** What the one writer does for one tenant. */
export interface Commits {
  /**
   * Adds events. Resolves when the work is durable.
   * @param work - May be run again in another transaction, so it does nothing but store.
   * @param committed - Called when it is durable, in the order in which work was added.
   */
  add<T>(work: (store: Store) => Promise<T>, committed: (result: T) => void): Promise<void>
  /** Writes something else; resolves when it is durable. `work` as of `add`. */
  write(work: (store: Store) => Promise<void>): Promise<void>
}

interface Job {
  addsEvents: boolean
  work: (database: Database) => Promise<unknown>
  committed: (result: unknown) => void
  failed: (cause: unknown) => void
}

/**
 * The relay's one writer: what waits goes into one transaction, so that the disk is waited for once.
 * Transactions with events come one after the other, over all processes, so that events become
 * visible in the order of their numbers: whoever has read up to one has missed none before it.
 */
export class GroupCommit {
  readonly #database: Database
  readonly #jobs: Job[] = []
  #running: Promise<void> | null = null

  constructor(database: Database) {
    this.#database = database
  }

  /** For one tenant, whose work goes into transactions with the others'. */
  of(tenant: string): Commits {
    return {
      add: (work, committed) =>
        this.#put(true, database => work(tenantStore(database, tenant)), committed),
      write: work =>
        this.#put(
          false,
          database => work(tenantStore(database, tenant)),
          () => {},
        ),
    }
  }

  /** When everything that was added so far has been dealt with. */
  async idle(): Promise<void> {
    await this.#running
  }

  #put<T>(
    addsEvents: boolean,
    work: (database: Database) => Promise<T>,
    committed: (result: T) => void,
  ): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#jobs.push({
        addsEvents,
        work,
        committed: result => {
          committed(result as T)
          resolve()
        },
        failed: reject,
      })
      this.#running ??= this.#run().finally(() => {
        this.#running = null
      })
    })
  }

  async #run(): Promise<void> {
    while (this.#jobs.length > 0) {
      const together = this.#jobs.splice(0, MOST_TOGETHER)
      try {
        await this.#commit(together)
      } catch (cause) {
        if (together.length > 1 || isConflict(cause)) await this.#oneByOne(together)
        else together[0]?.failed(cause)
      }
    }
  }

  async #commit(jobs: Job[]): Promise<void> {
    const results = await this.#database.transaction().execute(async database => {
      if (isPostgres(database) && jobs.some(({ addsEvents }) => addsEvents)) {
        // Held until the transaction is visible to everybody.
        await sql`select pg_advisory_xact_lock(${ORDER_LOCK}), pg_notify(${NEWS_CHANNEL}, 'events')`.execute(
          database,
        )
      }
      const results: unknown[] = []
      for (const { work } of jobs) results.push(await work(database))
      return results
    })
    jobs.forEach((job, index) => {
      job.committed(results[index])
    })
  }

  /** One of them spoils it for all, or the database fails: then it fails for two in a row. */
  async #oneByOne(jobs: Job[]): Promise<void> {
    let failures = 0
    let last: unknown
    for (const job of jobs) {
      if (failures >= 2) {
        job.failed(last)
        continue
      }
      try {
        await this.#commit([job])
        failures = 0
      } catch (cause) {
        last = cause
        if (!(cause instanceof DeskbellError)) failures++
        job.failed(cause)
      }
    }
  }
}
