import assert from 'node:assert/strict'
import test from 'node:test'
import { latinName } from '../../relay/src/webhooks/latin-name.js'

test('names of any script become Latin letters', () => {
  const names: [string, string][] = [
    ['Anna de Jong', 'Anna de Jong'],
    ['Łukasz Żółć', 'Lukasz Zolc'],
    ['Олена Шевченко', 'Olena Shevchenko'],
    ['Müller & Söhne', 'Muller & Sohne'],
    ['田中', 'TianZhong'],
    ['محمد علي', 'mhmd ly'],
  ]
  for (const [name, latin] of names) assert.equal(latinName(name), latin)
})

test('what is no name does not reach a desk phone', () => {
  assert.equal(latinName('a\u0000b\r\nc\u202Ed'), 'a b cd')
  assert.equal(latinName('  \u200B  '), '')
  assert.equal(latinName('x'.repeat(10_000)).length, 64)
  assert.match(latinName('\ud83d\ude00'.repeat(50)), /^[\x20-\x7e]{1,64}$/)
  // Half of a surrogate pair.
  assert.match(latinName('\ud83d'), /^[\x20-\x7e]*$/)
})
