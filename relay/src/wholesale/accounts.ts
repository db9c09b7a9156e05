import { randomBytes, randomUUID } from 'node:crypto'
import { DeskbellError } from '../../../js-shim/src/core/deskbell-error.js'
import type { AccountState } from '../store/account-tables.js'
import {
  beginSpan,
  endSpan,
  findAccount,
  findAccountOf,
  insertAccount,
  listAccounts,
  type StoredAccount,
  updateAccount,
} from '../store/accounts.js'
import type { Commits } from '../store/group-commit.js'
import type { Store } from '../store/schema.js'
import { timeLimit } from '../time-limit.js'
import type { Provisioning } from './provisioning.js'

const TIMEOUT_MS = 10_000
const PASSWORD_BYTES = 24
const LONGEST_EMAIL = 254
const EMAIL = /^[^\s@"<>\p{Cc}]+@[^\s@"<>\p{Cc}]+$/u

/** An account as the vendor's server sees it. */
export interface Account {
  id: string
  email: string
  /** `''` while it is being made. */
  extension: string
  state: AccountState
}

/** Where a tenant's data is, and by what it is written. */
export interface AccountsOf {
  id: string
  /** A customer who is suspended or gone gets no new accounts. */
  active: boolean
  store: Store
  commits: Commits
}

/**
 * Accounts at the telephone system: what is wanted is written down first, then done there, then
 * written down as done. Whatever fails in between is done by asking again.
 */
export class Accounts {
  readonly #provisioning: Provisioning
  readonly #now: () => number

  constructor(provisioning: Provisioning, now: () => number) {
    this.#provisioning = provisioning
    this.#now = now
  }

  /**
   * Makes an account; for an address that has one already, finishes it if it is not ready.
   * @throws DeskbellError `conflict` when there is one; `unreachable` when the telephone system did
   *   not do it: ask again.
   */
  async create(tenant: AccountsOf, address: string): Promise<Account> {
    const email = address.trim().toLowerCase()
    if (email.length > LONGEST_EMAIL || !EMAIL.test(email)) {
      throw new DeskbellError('bad_payload', 'email: an e-mail address is needed')
    }
    if (!tenant.active) throw new DeskbellError('conflict', 'the tenant is not active')
    const wanted = (await findAccountOf(tenant.store, email)) ?? (await this.#want(tenant, email))
    if (wanted.state !== 'creating') {
      throw new DeskbellError('conflict', `there is an account for this address: ${wanted.id}`)
    }
    const password = randomBytes(PASSWORD_BYTES).toString('base64url')
    const { extension } = await this.#done(() =>
      this.#provisioning.create({ id: wanted.id, tenant: tenant.id, email, password }),
    )
    return this.#change(tenant, { ...wanted, extension, state: 'active' })
  }

  /** A suspended account costs nothing but its use until then. */
  async suspend(tenant: AccountsOf, id: string, suspended: boolean): Promise<Account> {
    const account = await this.#find(tenant, id)
    const state = suspended ? 'suspended' : 'active'
    if (account.state !== 'active' && account.state !== 'suspended') {
      throw new DeskbellError('conflict', `the account is ${account.state}`)
    }
    // Nobody is charged for what could not be used, whatever the telephone system says now.
    if (suspended) await this.#change(tenant, { ...account, state })
    await this.#done(() => this.#provisioning.suspend(id, suspended))
    return suspended ? { ...account, state } : this.#change(tenant, { ...account, state })
  }

  /** Deletes an account; its use stays on the statements. */
  async delete(tenant: AccountsOf, id: string): Promise<void> {
    const account = await this.#find(tenant, id)
    await this.#change(tenant, { ...account, state: 'deleting' })
    await this.#done(() => this.#provisioning.delete(id))
    await this.#change(tenant, { ...account, state: 'deleted' })
  }

  /** An address that signs the person in at the telephone system, once. */
  async signOnLink(tenant: AccountsOf, id: string): Promise<string> {
    const { state } = await this.#find(tenant, id)
    if (state !== 'active') throw new DeskbellError('conflict', `the account is ${state}`)
    return this.#done(() => this.#provisioning.signOnLink(id))
  }

  get(tenant: AccountsOf, id: string): Promise<Account> {
    return this.#find(tenant, id)
  }

  list(tenant: AccountsOf, afterEmail: string, limit: number): Promise<Account[]> {
    return listAccounts(tenant.store, afterEmail, limit)
  }

  async #find({ store }: AccountsOf, id: string): Promise<StoredAccount> {
    const account = await findAccount(store, id)
    if (account && account.state !== 'deleted') return account
    throw new DeskbellError('no_such_call', 'there is no such account')
  }

  async #want({ store, commits }: AccountsOf, email: string): Promise<StoredAccount> {
    const account: StoredAccount = { id: randomUUID(), email, extension: '', state: 'creating' }
    try {
      await commits.write(within => insertAccount(within, account, this.#now()))
      return account
    } catch (problem) {
      // Somebody else asked for the same at the same moment.
      const other = await findAccountOf(store, email)
      if (other) return other
      throw problem
    }
  }

  /** Writes down the account, and whether it can be used from now on. */
  async #change({ commits }: AccountsOf, account: StoredAccount): Promise<Account> {
    const now = this.#now()
    await commits.write(async within => {
      await updateAccount(within, account, now)
      if (account.state === 'active') await beginSpan(within, account.id, now)
      else await endSpan(within, account.id, now)
    })
    return account
  }

  async #done<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    return timeLimit(TIMEOUT_MS, ask).catch(() => {
      throw new DeskbellError('unreachable', 'the telephone system did not do it, ask again')
    })
  }
}
