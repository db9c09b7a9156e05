import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { NUMBER_KINDS } from '../../js-shim/src/core/lists.js'
import { createTexts, DICTIONARIES } from '../../js-shim/src/text/create-texts.js'
import type { FirstWords } from '../../js-shim/src/text/en.js'
import type { MoreWords } from '../../js-shim/src/text/more/en.js'
import { initials, safeWords } from '../../js-shim/src/text/safe-words.js'

/** All words of each language: those of its two files. */
const words = Object.fromEntries(
  await Promise.all(
    Object.entries(DICTIONARIES).map(async ([language, { first, more }]) => [
      language,
      { ...(await first()), ...(await more()) },
    ]),
  ),
) as Record<keyof typeof DICTIONARIES, FirstWords & MoreWords>

const placeholders = (text: string): string => (text.match(/\{\w+\}/g) ?? []).sort().join()

test('every language has every word, with the same places to fill', () => {
  for (const [language, own] of Object.entries(words)) {
    for (const [key, english] of Object.entries(words.en)) {
      const text = own[key as keyof typeof own]
      if (typeof english === 'string' && typeof text === 'string') {
        assert.notEqual(text.trim(), '', `${language} ${key}`)
        assert.equal(placeholders(text), placeholders(english), `${language} ${key}`)
      } else assert.equal(typeof text, typeof english, `${language} ${key}`)
    }
  }
})

test('every language has the plural forms that its grammar asks for', () => {
  for (const [language, own] of Object.entries(words)) {
    const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions()
    for (const [key, forms] of Object.entries(own)) {
      if (typeof forms === 'string') continue
      assert.deepEqual(
        Object.keys(forms).sort(),
        [...pluralCategories].sort(),
        `${language} ${key}`,
      )
    }
  }
})

test('every kind of number has a word, except the unknown one', async () => {
  const texts = await createTexts('en')
  assert.equal(texts.kind('mobile'), '', 'it comes with the others')
  await texts.complete()
  for (const kind of NUMBER_KINDS) {
    assert.equal(texts.kind(kind) !== '', kind !== 'unknown', kind)
  }
  assert.equal(texts.kind('constructor'), '')
})

test('languages are found by their first part; what is not spoken is English', async () => {
  assert.equal((await createTexts('nl')).text('answer'), 'Opnemen')
  assert.equal((await createTexts('DE-at')).text('answer'), 'Annehmen')
  assert.equal((await createTexts('de-AT')).language, 'de-AT')
  for (const language of ['tlh', '', 'constructor', '../../evil', 'en_US.UTF-8', '\0']) {
    assert.equal((await createTexts(language)).text('answer'), 'Answer', language)
  }
})

test('a host changes single words', async () => {
  const texts = await createTexts('nl', { answer: 'Neem op', hold: 'Parkeren' })
  assert.equal(texts.text('answer'), 'Neem op')
  assert.equal(texts.text('decline'), 'Weigeren')
  await texts.complete()
  assert.deepEqual([texts.text('answer'), texts.text('hold')], ['Neem op', 'Parkeren'])
})

test('counting follows the grammar', async () => {
  const polish = await createTexts('pl')
  assert.equal(polish.plural('contactsFound', 1), '')
  await polish.complete()
  assert.equal(polish.plural('contactsFound', 1), 'Znaleziono 1 kontakt')
  assert.equal(polish.plural('contactsFound', 3), 'Znaleziono 3 kontakty')
  assert.equal(polish.plural('contactsFound', 12), 'Znaleziono 12 kontaktów')
  const arabic = await createTexts('ar')
  await arabic.complete()
  assert.equal(arabic.plural('contactsFound', 2), 'عُثر على جهتي اتصال')
})

test('times and countries', async () => {
  const texts = await createTexts('en')
  assert.equal(texts.duration(0), '00:00')
  assert.equal(texts.duration(134.9), '02:14')
  assert.equal(texts.duration(4521), '1:15:21')
  assert.equal(texts.duration(-93_600), '00:00')
  const now = Date.UTC(2026, 0, 15, 12)
  assert.equal(texts.ago(now - 26 * 3_600_000, now), 'yesterday')
  assert.equal(texts.ago(now - 3 * 60_000, now), '3 minutes ago')
  assert.equal((await createTexts('de')).ago(now - 5_000, now), 'vor 5 Sekunden')
  assert.equal(texts.country('NL'), 'Netherlands')
  assert.equal((await createTexts('fr')).country('GB'), 'Royaume-Uni')
  for (const code of ['', 'nonsense', 'N']) assert.equal(texts.country(code), '')
})

test('a name cannot turn the words around it', async () => {
  const texts = await createTexts('en')
  assert.equal(texts.text('isCalling', { name: 'Anna de Jong' }), 'Anna de Jong is calling')
  assert.equal(texts.text('isCalling', { name: 'سارة' }), '\u2068سارة\u2069 is calling')
  assert.equal(texts.text('isCalling', { name: 'An\u202Egnoj \u2069x' }), 'An gnoj x is calling')
  assert.equal(texts.text('isCalling', { name: '{name} $& $1' }), '{name} $& $1 is calling')
})

test('names of strangers are cut, joined and never empty noise', () => {
  assert.equal(safeWords('  Anna\u0000\n de\tJong '), 'Anna de Jong')
  assert.equal(safeWords('\u200b\u200d\u2060'), '')
  assert.equal(safeWords(undefined), '')
  assert.equal(safeWords('x'.repeat(10_000)).length, 201)
  assert.equal(safeWords('<img src=x onerror=alert(1)>'), '<img src=x onerror=alert(1)>')
  assert.equal(safeWords('👩‍👩‍👧 Family'), '👩‍👩‍👧 Family')
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 1200 }), text => {
      const words = safeWords(text)
      assert.ok(words.length <= 201)
      assert.doesNotMatch(words, /\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u)
      assert.equal(safeWords(words), words)
    }),
    { seed: 7, numRuns: 300 },
  )
})

test('initials', () => {
  assert.equal(initials('Anna de Jong', 'nl'), 'AJ')
  assert.equal(initials('anna', 'en'), 'A')
  assert.equal(initials('Ольга Петрова', 'ru'), 'ОП')
  assert.equal(initials('سارة أحمد', 'ar'), 'س')
  assert.equal(initials('123 !', 'en'), '')
  assert.equal(initials("Seán O'Brien", 'en'), 'SO')
})
