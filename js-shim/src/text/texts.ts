import { type Dictionary, en, type Plural } from './en.js'
import { safeWords } from './safe-words.js'

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

/** Texts from a dictionary that is already there. */
export function makeTexts(
  language: string,
  dictionary: Dictionary,
  overrides: TextOverrides = {},
): Texts {
  const words: Dictionary = { ...dictionary, ...overrides }
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
        words[key],
        Object.fromEntries(Object.entries(params).map(([name, v]) => [name, isolate(v, dir)])),
      ),
    plural(key, count) {
      const forms = words[key]
      return fill(forms[plurals.select(count)] ?? forms.other, { count: digits.format(count) })
    },
    kind: kind => (words as unknown as Record<string, string>)[`kind_${kind}`] ?? '',
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

export const englishTexts = (): Texts => makeTexts('en', en)
