import { CallEnder } from '../calls/call-ender.js'
import { deleteCalls, settledCallsBefore } from '../store/delete-calls.js'
import type { GroupCommit } from '../store/group-commit.js'
import type { Database } from '../store/schema.js'
import { tenantStore } from '../store/tenant-scope.js'

const LOOK_EVERY_MS = 60 * 60_000
const DAY_MS = 24 * 60 * 60_000
// Webhooks wait for such a transaction.
const CALLS_AT_ONCE = 50

/** Deletes the calls that are older than they are to be kept, unless the CRM still lacks some of it. */
export class Retention extends CallEnder {
  readonly #database: Database
  readonly #commits: GroupCommit
  readonly #keepMs: number
  readonly #tenants: () => Promise<string[]>
  readonly #now: () => number

  /** @param tenants - The ids of all, the default one too. */
  constructor(
    { database, commits }: { database: Database; commits: GroupCommit },
    keepDays: number,
    tenants: () => Promise<string[]>,
    now: () => number,
  ) {
    super(LOOK_EVERY_MS)
    this.#database = database
    this.#commits = commits
    this.#keepMs = keepDays * DAY_MS
    this.#tenants = tenants
    this.#now = now
  }

  async endThem(): Promise<void> {
    const before = this.#now() - this.#keepMs
    for (const tenant of await this.#tenants()) {
      const store = tenantStore(this.#database, tenant)
      for (let callIds: string[]; ; ) {
        callIds = await settledCallsBefore(store, before, CALLS_AT_ONCE)
        await this.#commits.of(tenant).write(within => deleteCalls(within, callIds))
        if (callIds.length < CALLS_AT_ONCE) break
      }
    }
  }
}
