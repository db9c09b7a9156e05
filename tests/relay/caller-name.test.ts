import assert from 'node:assert/strict'
import test from 'node:test'
import { callerName, latinName } from '../../relay/src/caller-name.js'
import { MemoryCrm } from './support/memory-crm.js'

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

test('the first contact counts; nobody is asked about what is no number', async () => {
  const crm = new MemoryCrm()
  crm.contacts.push(
    { id: '1', name: 'Жанна', numbers: ['+31612345678'] },
    { id: '2', name: 'Second', numbers: ['+31612345678'] },
  )
  assert.equal(await callerName(crm, '+31612345678'), 'Zhanna')
  assert.equal(await callerName(crm, '+31699999999'), '')
  assert.equal(crm.asked, 2)
  for (const number of ['', '100', 'anonymous']) assert.equal(await callerName(crm, number), '')
  assert.equal(crm.asked, 2)
})

test('a CRM that fails, answers nonsense or is slow yields no name, in time', async () => {
  const failing = new MemoryCrm()
  failing.away = true
  assert.equal(await callerName(failing, '+31612345678'), '')
  const throwing = {
    findContacts() {
      throw new Error('at once')
    },
    saveCall: async () => {},
  }
  assert.equal(await callerName(throwing, '+31612345678'), '')
  for (const nonsense of [null, undefined, {}, [null], [{ id: 1 }], [{ name: 7 }], 'x']) {
    const crm = { findContacts: async () => nonsense as never, saveCall: async () => {} }
    assert.equal(await callerName(crm, '+31612345678'), '')
  }
  const slow = new MemoryCrm()
  slow.findDelayMs = 400
  const began = performance.now()
  assert.equal(await callerName(slow, '+31612345678', 50), '')
  assert.ok(performance.now() - began < 300)
})
