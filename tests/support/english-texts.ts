import { en } from '../../js-shim/src/text/en.js'
import { more } from '../../js-shim/src/text/more/en.js'
import { makeTexts, type Texts } from '../../js-shim/src/text/texts.js'

/** All words in English, at once. */
export const englishTexts = (): Texts => makeTexts('en', { ...en, ...more })
