import { DeskbellError } from '../../js-shim/src/core/deskbell-error.js'
import { checkTenantOptions, type TenantOptions } from './options.js'
import type { Reach } from './reach/reach.js'
import { listAccounts } from './store/accounts.js'
import { deleteCalls, deleteRest, someCalls } from './store/delete-calls.js'
import type { TenantState } from './store/schema.js'
import { tellNews } from './store/tell-news.js'
import { DEFAULT_TENANT, isTenantId } from './store/tenant.js'
import { tenantStore } from './store/tenant-scope.js'
import {
  findTenant,
  listTenants,
  putTenant,
  type StoredTenant,
  tenantState,
  tenantsWithWork,
} from './store/tenants.js'
import { type Shared, Tenant } from './tenant.js'

// Nobody waits for all of a large tenant's rows.
const CALLS_AT_ONCE = 100
const IDS_AT_ONCE = 1000
const TICK_MS = 500
// Another relay, which is gone, may have left work.
const TICKS_TO_A_LOOK = 10

/** The vendor's customers. Whoever is changed here is changed for every relay on the database. */
export class Tenants {
  readonly #shared: Shared
  readonly #onGone: (id: string) => void
  readonly #reach: Reach
  readonly #default: Tenant
  /** Those that were used since the start. */
  readonly #working = new Map<string, Tenant>()
  readonly #closing = new Set<Promise<void>>()
  readonly #timer: NodeJS.Timeout
  #ticks = 0
  #closed = false

  /**
   * @param options - Of the default tenant.
   * @param reach - For the addresses in the other tenants' options; `ownReach` for the default's.
   * @param onGone - Told of a tenant whose agents may not read on.
   */
  constructor(
    shared: Shared,
    options: TenantOptions,
    { reach, ownReach }: { reach: Reach; ownReach: Reach },
    onGone: (id: string) => void,
  ) {
    this.#shared = shared
    this.#onGone = onGone
    this.#reach = reach
    this.#default = new Tenant(DEFAULT_TENANT, 0, options, ownReach, shared)
    this.#timer = setInterval(() => this.#tick(), TICK_MS)
    this.#timer.unref()
  }

  /** The one whose options are the relay's. */
  get default(): Tenant {
    return this.#default
  }

  /** A tenant that may use the relay, as it is now; `null` for any other. */
  readonly find = async (id: string): Promise<Tenant | null> => {
    if (id === DEFAULT_TENANT) return this.#default
    if (!isTenantId(id)) return null
    const state = await tenantState(this.#shared.database, id)
    const working = this.#working.get(id)
    if (working && state?.state === 'active' && state.version === working.version) return working
    const stored = state?.state === 'active' ? await findTenant(this.#shared.database, id) : null
    return this.#work(id, stored)
  }

  /**
   * Makes or changes a tenant: its country, its telephone systems. It counts from now on.
   * @throws TypeError or RangeError when it could not be served with these options.
   */
  async put(id: string, options: TenantOptions, suspended = false): Promise<void> {
    checkTenantOptions(options)
    await this.#store(id, suspended ? 'suspended' : 'active', () => JSON.stringify(options))
  }

  /** Nobody of a suspended tenant may use the relay, and no webhook of its comes in. */
  async suspend(id: string, suspended = true): Promise<void> {
    await this.#store(id, suspended ? 'suspended' : 'active', ({ options }) => options)
  }

  /**
   * Deletes a tenant and everything that is its own, but for what it is charged. The id is not given
   * again.
   * @throws DeskbellError `conflict` while it has accounts: they cost until they are deleted.
   */
  async delete(id: string): Promise<void> {
    const accounts = await listAccounts(tenantStore(this.#shared.database, id), '', 1)
    if (accounts.length > 0) throw new DeskbellError('conflict', 'delete its accounts first')
    await this.#store(id, 'deleted', () => '{}')
    const store = tenantStore(this.#shared.database, id)
    const commits = this.#shared.commits.of(id)
    for (let callIds: string[]; ; ) {
      callIds = await someCalls(store, CALLS_AT_ONCE)
      await commits.write(within => deleteCalls(within, callIds))
      if (callIds.length < CALLS_AT_ONCE) break
    }
    await commits.write(deleteRest)
  }

  async get(id: string): Promise<{ options: TenantOptions; suspended: boolean } | null> {
    const stored = await findTenant(this.#shared.database, id)
    if (!stored || stored.state === 'deleted') return null
    return { options: JSON.parse(stored.options), suspended: stored.state === 'suspended' }
  }

  /** In the order of their ids, without the default one. */
  async list(after = '', limit = 100): Promise<{ id: string; suspended: boolean }[]> {
    const stored = await listTenants(this.#shared.database, after, limit)
    return stored.map(({ id, state }) => ({ id, suspended: state === 'suspended' }))
  }

  /** The ids of all, the default one first. */
  async allIds(): Promise<string[]> {
    const ids = [DEFAULT_TENANT]
    for (;;) {
      const page = await this.list(ids.length === 1 ? '' : ids.at(-1), IDS_AT_ONCE)
      ids.push(...page.map(({ id }) => id))
      if (page.length < IDS_AT_ONCE) return ids
    }
  }

  /** Another relay may have changed some. */
  async look(): Promise<void> {
    for (const id of [...this.#working.keys()]) await this.find(id)
  }

  /** Begins the work that an earlier start or another relay has left. */
  async wakeAll(): Promise<void> {
    for (const id of await tenantsWithWork(this.#shared.database)) (await this.find(id))?.wake()
  }

  async close(): Promise<void> {
    this.#closed = true
    clearInterval(this.#timer)
    await Promise.all([this.#default, ...this.#working.values()].map(each => each.close()))
    await Promise.all(this.#closing)
  }

  async #store(
    id: string,
    state: TenantState,
    optionsOf: (stored: StoredTenant) => string,
  ): Promise<void> {
    if (!isTenantId(id) || id === DEFAULT_TENANT) {
      throw new TypeError('tenant: lower-case letters, digits, - and _; not the default one')
    }
    const { database, now } = this.#shared
    await database.transaction().execute(async within => {
      const stored = await findTenant(within, id)
      if (stored?.state === 'deleted') throw new DeskbellError('conflict', 'that id was deleted')
      const none: StoredTenant = { id, version: 0, state, options: '' }
      const options = optionsOf(stored ?? none)
      if (options === '') throw new DeskbellError('no_such_call', 'there is no such tenant')
      await putTenant(within, { id, state, options }, now())
      await tellNews(within, 'tenants')
    })
    await this.find(id)
  }

  /** Takes a tenant as it stands in the database into work, in place of what it was. */
  #work(id: string, stored: StoredTenant | null): Tenant | null {
    const working = this.#working.get(id)
    if (this.#closed) return working ?? null
    // Two may have read it at once; the newer one counts.
    if (stored && working && working.version >= stored.version) return working
    if (working) this.#end(working)
    if (!stored) {
      if (working) this.#onGone(id)
      return null
    }
    const tenant = new Tenant(
      id,
      stored.version,
      JSON.parse(stored.options),
      this.#reach,
      this.#shared,
    )
    this.#working.set(id, tenant)
    tenant.wake()
    return tenant
  }

  #end(tenant: Tenant): void {
    this.#working.delete(tenant.id)
    const ended: Promise<void> = tenant.close().finally(() => this.#closing.delete(ended))
    this.#closing.add(ended)
  }

  #tick(): void {
    this.#default.tick()
    for (const tenant of this.#working.values()) tenant.tick()
    this.#ticks = (this.#ticks + 1) % TICKS_TO_A_LOOK
    if (this.#ticks !== 0) return
    this.wakeAll().catch(err => this.#shared.log()?.warn({ err }, 'no work could be looked for'))
  }
}
