import type { PreferenceValues } from '../panel/panel-model.js'
import { readFields, readOneOf } from '../read/values.js'

const THEMES = ['auto', 'light', 'dark'] as const

/** Kept in this browser, for each agent; where that is forbidden, until the next page. */
export class Preferences {
  readonly #key: string
  readonly #changed: () => void
  #values: PreferenceValues

  constructor(key: string, changed: () => void) {
    this.#key = key
    this.#changed = changed
    this.#values = readPreferences(load(key))
    // Another tab of the same agent.
    globalThis.addEventListener?.('storage', this.#hear)
  }

  get values(): PreferenceValues {
    return this.#values
  }

  set(change: Partial<PreferenceValues>): void {
    this.#values = { ...this.#values, ...change }
    try {
      localStorage.setItem(this.#key, JSON.stringify(this.#values))
    } catch {
      // They last until the next page.
    }
    this.#changed()
  }

  dispose(): void {
    globalThis.removeEventListener?.('storage', this.#hear)
  }

  #hear = ({ key }: StorageEvent): void => {
    if (key !== this.#key) return
    this.#values = readPreferences(load(this.#key))
    this.#changed()
  }
}

function load(key: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null')
  } catch {
    return null
  }
}

function readPreferences(value: unknown): PreferenceValues {
  const fields = readFields(value)
  return {
    theme: readOneOf(THEMES, fields?.theme) ?? 'auto',
    silent: fields?.silent === true,
    away: fields?.away === true,
  }
}
