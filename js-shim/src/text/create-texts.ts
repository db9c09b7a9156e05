import type { FirstWords } from './en.js'
import type { MoreWords } from './more/en.js'
import { makeTexts, type TextOverrides, type Texts } from './texts.js'

interface Dictionary {
  first(): Promise<FirstWords>
  more(): Promise<MoreWords>
}

/** Each language is two files of its own: what a ringing call needs, and what comes with it. */
export const DICTIONARIES = {
  ar: {
    first: async () => (await import('./ar.js')).ar,
    more: async () => (await import('./more/ar.js')).more,
  },
  de: {
    first: async () => (await import('./de.js')).de,
    more: async () => (await import('./more/de.js')).more,
  },
  en: {
    first: async () => (await import('./en.js')).en,
    more: async () => (await import('./more/en.js')).more,
  },
  fr: {
    first: async () => (await import('./fr.js')).fr,
    more: async () => (await import('./more/fr.js')).more,
  },
  nl: {
    first: async () => (await import('./nl.js')).nl,
    more: async () => (await import('./more/nl.js')).more,
  },
  pl: {
    first: async () => (await import('./pl.js')).pl,
    more: async () => (await import('./more/pl.js')).more,
  },
  ru: {
    first: async () => (await import('./ru.js')).ru,
    more: async () => (await import('./more/ru.js')).more,
  },
  uk: {
    first: async () => (await import('./uk.js')).uk,
    more: async () => (await import('./more/uk.js')).more,
  },
} satisfies Record<string, Dictionary>

/**
 * The words in the agent's language.
 *
 * @param language - BCP 47, e.g. `nl` or `de-AT`. A language that Deskbell does not speak becomes
 *   English, and so does one whose file cannot be loaded: a telephone in English beats none.
 * @param overrides - words of the host's own
 */
export async function createTexts(language: string, overrides?: TextOverrides): Promise<Texts> {
  const base = language.toLowerCase().split(/[-_]/)[0] ?? ''
  const known: Record<string, Dictionary> = DICTIONARIES
  const dictionary = Object.hasOwn(known, base) ? known[base] : undefined
  try {
    if (dictionary) {
      const words = await dictionary.first()
      return makeTexts(canonical(language, base), words, overrides, dictionary.more)
    }
  } catch {
    // falls through to English
  }
  const { first, more } = DICTIONARIES.en
  return makeTexts('en', await first(), overrides, more)
}

/** `language` as `Intl` takes it, or `base` when it is malformed. */
function canonical(language: string, base: string): string {
  try {
    return Intl.getCanonicalLocales(language)[0] ?? base
  } catch {
    return base
  }
}
