import { type Dictionary, en } from './en.js'
import { makeTexts, type TextOverrides, type Texts } from './texts.js'

/** Each language is a file of its own, so that an agent loads one at most beside English. */
const DICTIONARIES: Record<string, () => Promise<Dictionary>> = {
  ar: async () => (await import('./ar.js')).ar,
  de: async () => (await import('./de.js')).de,
  fr: async () => (await import('./fr.js')).fr,
  nl: async () => (await import('./nl.js')).nl,
  pl: async () => (await import('./pl.js')).pl,
  ru: async () => (await import('./ru.js')).ru,
  uk: async () => (await import('./uk.js')).uk,
}

/**
 * The words in the agent's language.
 *
 * @param language - BCP 47, e.g. `nl` or `de-AT`. A language that Deskbell does not speak becomes
 *   English, and so does one whose file cannot be loaded: a telephone in English beats none.
 * @param overrides - words of the host's own
 */
export async function createTexts(language: string, overrides?: TextOverrides): Promise<Texts> {
  const base = language.toLowerCase().split(/[-_]/)[0] ?? ''
  try {
    const load = Object.hasOwn(DICTIONARIES, base) ? DICTIONARIES[base] : undefined
    if (load) return makeTexts(canonical(language, base), await load(), overrides)
  } catch {
    // falls through to English
  }
  return makeTexts(base === 'en' ? canonical(language, 'en') : 'en', en, overrides)
}

/** `language` as `Intl` takes it, or `base` when it is malformed. */
function canonical(language: string, base: string): string {
  try {
    return Intl.getCanonicalLocales(language)[0] ?? base
  } catch {
    return base
  }
}
