import type { FirstWords } from './en.js'
import type { MoreWords, Plural } from './more/en.js'
import { safeWords } from './safe-words.js'

type Dictionary = FirstWords & MoreWords
type KeysOf<Form> = {
  [Key in keyof Dictionary]: Dictionary[Key] extends Form ? Key : never
}[keyof Dictionary]
export type TextKey = KeysOf<string>
export type PluralKey = KeysOf<Plural>
/** Words that a host changes; the rest stays. */
export type TextOverrides = Partial<Dictionary>

/** The words of one language, and its way of writing times and countries. */
export interface Texts {
  /** BCP 47. */
  readonly language: string
  readonly dir: 'ltr' | 'rtl'
  /** @param params - put in for `{name}` and the like; as strangers' words, see `safeWords` */
  text(key: TextKey, params?: Record<string, string>): string
  plural(key: PluralKey, count: number): string
  /** What a number is, e.g. `mobile`; `''` when there is no word for it. */
  kind(kind: string): string
  /** Name of an ISO 3166 country; `''` when there is none. */
  country(code: string): string
  /** Whether all words are here; until then `text` has the first ones, and nothing for the others. */
  readonly whole: boolean
  /** Brings the other words. Rejects when they cannot be loaded; they may be asked for again. */
  complete(): Promise<void>
  /** A running time as `02:14` or `1:02:14`. */
  duration(seconds: number): string
  /** How long ago, e.g. `yesterday`; both in ms since 1970. */
  ago(at: number, now: number): string
}

/** Letters and marks that run from right to left. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\u200f\ufb1d-\ufefc]/

/** A stranger's words, between FSI and PDI where they could turn the words around them. */
function isolate(value: string, dir: Texts['dir']): string {
  const words = safeWords(value)
  return dir === 'rtl' || RIGHT_TO_LEFT.test(words) ? `\u2068${words}\u2069` : words
}

const fill = (template: string, params: Record<string, string>): string =>
  template.replace(/\{(\w+)\}/g, (whole, name: string) => params[name] ?? whole)

/** Upper bounds of the units of {@link Texts.ago}, in seconds, and the seconds of one unit. */
const UNITS: [below: number, seconds: number, unit: Intl.RelativeTimeFormatUnit][] = [
  [60, 1, 'second'],
  [3600, 60, 'minute'],
  [86_400, 3600, 'hour'],
  [2_592_000, 86_400, 'day'],
  [31_536_000, 2_592_000, 'month'],
  [Number.POSITIVE_INFINITY, 31_536_000, 'year'],
]

/**
 * Texts from words that are already there.
 *
 * @param loadMore - brings the words that come with the first call; without it there are no others
 */
export function makeTexts(
  language: string,
  first: FirstWords & Partial<MoreWords>,
  overrides: TextOverrides = {},
  loadMore?: () => Promise<MoreWords>,
): Texts {
  let words: Partial<Dictionary> = { ...first, ...overrides }
  let whole = !loadMore
  const dir = /^(ar|fa|he|ur)\b/.test(language) ? 'rtl' : 'ltr'
  const plurals = new Intl.PluralRules(language)
  const digits = new Intl.NumberFormat(language, { useGrouping: false })
  const twoDigits = new Intl.NumberFormat(language, { minimumIntegerDigits: 2 })
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })
  const regions = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' })
  return {
    language,
    dir,
    text: (key, params = {}) =>
      fill(
        words[key] ?? '',
        Object.fromEntries(Object.entries(params).map(([name, v]) => [name, isolate(v, dir)])),
      ),
    plural(key, count) {
      const forms = words[key]
      if (!forms) return ''
      return fill(forms[plurals.select(count)] ?? forms.other, { count: digits.format(count) })
    },
    kind: kind => (words as Record<string, string>)[`kind_${kind}`] ?? '',
    get whole() {
      return whole
    },
    async complete() {
      if (whole || !loadMore) return
      words = { ...first, ...(await loadMore()), ...overrides }
      whole = true
    },
    country(code) {
      try {
        return regions.of(code) ?? ''
      } catch {
        return '' // not the form of a region code
      }
    },
    duration(seconds) {
      const whole = Math.max(0, Math.floor(seconds))
      const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60]
      const tail = `${twoDigits.format(minutes)}:${twoDigits.format(whole % 60)}`
      return hours > 0 ? `${digits.format(hours)}:${tail}` : tail
    },
    ago(at, now) {
      const seconds = (at - now) / 1000
      for (const [below, size, unit] of UNITS) {
        if (Math.abs(seconds) < below) return relative.format(Math.round(seconds / size), unit)
      }
      return ''
    },
  }
}
