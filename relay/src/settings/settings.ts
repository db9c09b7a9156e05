import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'
import { DeskbellError } from '../../../js-shim/src/core/deskbell-error.js'
import type { Engine } from '../../../js-shim/src/core/engine.js'
import type { IntegrationMatrix, Routing } from '../../../js-shim/src/core/rules.js'
import type { CrmPort } from '../crm-port.js'
import type { Store } from '../store/schema.js'
import { insertSetting, latestSetting, settingAt } from '../store/settings.js'
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

/** The admin's settings: checked, kept in every version, at hand for every call. */
export class Settings {
  readonly #store: Store
  readonly #engine: Engine
  readonly #crm: CrmPort
  readonly #now: () => number
  readonly #current: { [Name in SettingName]: Setting<Name> }

  private constructor(store: Store, engine: Engine, crm: CrmPort, now: () => number) {
    this.#store = store
    this.#engine = engine
    this.#crm = crm
    this.#now = now
    this.#current = {
      matrix: { version: 0, value: engine.presetMatrix('recommended') },
      routing: { version: 0, value: {} },
      clients: { version: 0, value: { lastDigits: 9 } },
    }
  }

  /** With what the database has. */
  static async open(
    store: Store,
    engine: Engine,
    crm: CrmPort,
    now: () => number,
  ): Promise<Settings> {
    const settings = new Settings(store, engine, crm, now)
    for (const name of SETTING_NAMES) {
      const stored = await latestSetting(store, name)
      if (stored) settings.#keep(name, stored.version, JSON.parse(stored.body))
    }
    return settings
  }

  get<Name extends SettingName>(name: Name): Setting<Name> {
    return this.#current[name]
  }

  /**
   * Puts a setting; it counts for every call from now on.
   * @param version - The version that `value` was made from.
   * @returns The new version.
   * @throws DeskbellError `bad_rules` with the first mistake and its place; `conflict` when it was
   *   changed since `version`; `unreachable` when the CRM cannot say which fields it has.
   */
  async put<Name extends SettingName>(
    name: Name,
    value: SettingValues[Name],
    version = this.get(name).version,
  ): Promise<number> {
    await this.#check(name, value)
    const current = this.get(name).version
    if (version !== current) {
      throw new DeskbellError('conflict', `the version is ${current}, not ${version}`)
    }
    const body = JSON.stringify(value)
    await this.#store.transaction().execute(async store => {
      await insertSetting(store, name, { version: current + 1, body }, this.#now())
    })
    this.#keep(name, current + 1, JSON.parse(body))
    return current + 1
  }

  /** The matrix as it was at `version`. */
  async matrixAt(version: number): Promise<IntegrationMatrix> {
    const { matrix } = this.#current
    if (version === matrix.version) return matrix.value
    const body = version === 0 ? null : await settingAt(this.#store, 'matrix', version)
    return body === null ? this.#engine.presetMatrix('recommended') : JSON.parse(body)
  }

  #keep<Name extends SettingName>(name: Name, version: number, value: SettingValues[Name]): void {
    const current: Record<string, Setting> = this.#current
    current[name] = { version, value }
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
