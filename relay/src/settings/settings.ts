import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'
import { DeskbellError } from '../../../js-shim/src/core/deskbell-error.js'
import type { Engine } from '../../../js-shim/src/core/engine.js'
import type { IntegrationMatrix, Routing } from '../../../js-shim/src/core/rules.js'
import type { CrmPort } from '../crm-port.js'
import type { Commits } from '../store/group-commit.js'
import type { Store } from '../store/schema.js'
import { insertSetting, latestSetting, latestVersion, settingAt } from '../store/settings.js'
import { timeLimit } from '../time-limit.js'

const FIELDS_TIMEOUT_MS = 10_000

const ClientSettings = Type.Object(
  {
    /** Clients are found by so many last digits of their number; 0: by the whole number only. */
    lastDigits: Type.Union([Type.Literal(0), Type.Integer({ minimum: 6, maximum: 15 })]),
  },
  { additionalProperties: false },
)
export type ClientSettings = Static<typeof ClientSettings>

/** What an admin decides. */
export interface SettingValues {
  /** Which calls lead to which work, who the colleagues are, what goes into which field. */
  matrix: IntegrationMatrix
  /** Where a call goes before it rings; the blacklist. */
  routing: Routing
  clients: ClientSettings
}

export type SettingName = keyof SettingValues
export const SETTING_NAMES: readonly SettingName[] = ['matrix', 'routing', 'clients']

/** A setting and how often it was put; version 0 is the one that Deskbell comes with. */
export interface Setting<Name extends SettingName = SettingName> {
  version: number
  value: SettingValues[Name]
}

/** What Deskbell comes with: version 0 of everything. */
export const firstValues = (engine: Engine): SettingValues => ({
  matrix: engine.presetMatrix('recommended'),
  routing: {},
  clients: { lastDigits: 9 },
})

// Two who change one setting at once; more often it is a mistake of whoever calls.
const MOST_TRIES = 5

/** A tenant's settings: checked, kept in every version, and the same for every relay at once. */
export class Settings {
  readonly #store: Store
  readonly #commits: Commits
  readonly #engine: Engine
  readonly #crm: CrmPort
  readonly #now: () => number
  readonly #first: SettingValues
  /** The latest that was read: of use while its version is the database's. */
  readonly #known: { [Name in SettingName]: Setting<Name> }

  constructor(
    { store, commits }: { store: Store; commits: Commits },
    engine: Engine,
    crm: CrmPort,
    now: () => number,
    first = firstValues(engine),
  ) {
    this.#store = store
    this.#commits = commits
    this.#engine = engine
    this.#crm = crm
    this.#now = now
    this.#first = first
    this.#known = {
      matrix: { version: 0, value: first.matrix },
      routing: { version: 0, value: first.routing },
      clients: { version: 0, value: first.clients },
    }
  }

  /**
   * As it stands in the database now, whichever relay put it.
   * @param within - The transaction in which it is asked.
   */
  async get<Name extends SettingName>(name: Name, within?: Store): Promise<Setting<Name>> {
    const store = within ?? this.#store
    const known = this.#known[name]
    if ((await latestVersion(store, name)) === known.version) return known
    const stored = await latestSetting(store, name)
    const value = stored ? JSON.parse(stored.body) : this.#first[name]
    const latest: Setting<Name> = { version: stored?.version ?? 0, value }
    // What a transaction sees it may yet take back.
    if (!within) (this.#known as Record<string, Setting>)[name] = latest
    return latest
  }

  /** The one that was read last: for when the database does not answer. */
  lastKnown<Name extends SettingName>(name: Name): Setting<Name> {
    return this.#known[name]
  }

  /**
   * Puts a setting; it counts for every call from now on.
   * @param version - The version that `value` was made from; the latest when absent.
   * @returns The new version.
   * @throws DeskbellError `bad_rules` with the first mistake and its place; `conflict` when it was
   *   changed since `version`; `unreachable` when the CRM cannot say which fields it has.
   */
  async put<Name extends SettingName>(
    name: Name,
    value: SettingValues[Name],
    version?: number,
  ): Promise<number> {
    await this.#check(name, value)
    const base = version ?? (await this.get(name)).version
    const body = JSON.stringify(value)
    const conflict = (is: number) =>
      new DeskbellError('conflict', `the version is ${is}, not ${base}`)
    try {
      await this.#commits.write(async store => {
        const current = await latestVersion(store, name)
        if (current !== base) throw conflict(current)
        await insertSetting(store, name, { version: base + 1, body }, this.#now())
      })
    } catch (problem) {
      if (problem instanceof DeskbellError) throw problem
      // Another relay may have put this version between the look and the writing.
      const current = await latestVersion(this.#store, name)
      throw current === base ? problem : conflict(current)
    }
    return base + 1
  }

  /** Puts what `change` makes of the latest; `change` is asked again when somebody else was faster. */
  async change<Name extends SettingName>(
    name: Name,
    change: (value: SettingValues[Name]) => SettingValues[Name],
  ): Promise<void> {
    for (let tries = 1; ; tries++) {
      const { version, value } = await this.get(name)
      const changed = change(value)
      if (changed === value) return
      try {
        await this.put(name, changed, version)
        return
      } catch (problem) {
        const again = problem instanceof DeskbellError && problem.code === 'conflict'
        if (!again || tries === MOST_TRIES) throw problem
      }
    }
  }

  /** The matrix as it was at `version`. */
  async matrixAt(version: number): Promise<IntegrationMatrix> {
    const { matrix } = this.#known
    if (version === matrix.version) return matrix.value
    const body = version === 0 ? null : await settingAt(this.#store, 'matrix', version)
    return body === null ? this.#first.matrix : JSON.parse(body)
  }

  async #check(name: SettingName, value: unknown): Promise<void> {
    if (name === 'routing') return this.#engine.checkRouting(value)
    if (name === 'clients') {
      if (Value.Check(ClientSettings, value)) return
      throw new DeskbellError('bad_rules', 'lastDigits is neither 0 nor from 6 to 15')
    }
    this.#engine.checkMatrix(value)
    await this.#checkFields(value as IntegrationMatrix)
  }

  /** A value may only go into a text field that the CRM has. */
  async #checkFields({ fields = [] }: IntegrationMatrix): Promise<void> {
    if (fields.length === 0) return
    const listFields = this.#crm.listFields?.bind(this.#crm)
    if (!listFields) throw new DeskbellError('bad_rules', 'fields: the CRM has none to map to')
    const known = await timeLimit(FIELDS_TIMEOUT_MS, listFields).catch(() => {
      throw new DeskbellError('unreachable', 'the CRM does not say which fields it has')
    })
    const [problem] = this.#engine.checkMapping(fields, known)
    if (problem) throw new DeskbellError('bad_rules', `fields[${problem.index}]: ${problem.detail}`)
  }
}
