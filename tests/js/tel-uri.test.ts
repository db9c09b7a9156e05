import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isServiceCode, numberOfLink } from '../../js-shim/src/dial/tel-uri.js'

test('the number of a link goes to the engine with its parameters', () => {
  for (const [href, number] of [
    ['tel:+31612345678', 'tel:+31612345678'],
    ['TEL:+31-6-1234-5678', 'tel:+31-6-1234-5678'],
    [' tel:0413-741%20741', 'tel:0413-741 741'],
    ['tel:863-1234;phone-context=+1-914-555', 'tel:863-1234;phone-context=+1-914-555'],
    ['tel:+31201234567;ext=12', 'tel:+31201234567;ext=12'],
    ['tel://+31612345678', 'tel:+31612345678'],
    ['callto:+31612345678', '+31612345678'],
    ['callto://0612345678', '0612345678'],
    ['tel:%', null],
    ['tel:1-800-FLOWERS', 'tel:1-800-FLOWERS'],
  ] as const) {
    assert.equal(numberOfLink(href), number, href)
  }
})

test('other links, names and service codes are none of ours', () => {
  for (const href of [
    'https://example.com/tel:+31612345678',
    'mailto:tel@example.com',
    'javascript:tel:+31612345678',
    'callto:anna.smith',
    'tel:',
    'tel:*%2306%23',
    'tel:*21*0612345678%23',
    'tel:%2331%230612345678',
    'tel: *100',
    'tel:%EF%BC%8A21%EF%BC%8A0612345678', // full-width stars
    'sip:anna@example.com',
    '#',
  ]) {
    assert.equal(numberOfLink(href), null, href)
  }
})

test('a text that begins with a star or a hash is always a service code', () => {
  const before = fc.stringMatching(/^[ .()-]{0,4}$/)
  fc.assert(
    fc.property(
      before,
      fc.constantFrom('*', '#'),
      fc.stringMatching(/^[0-9*#]{1,20}$/),
      (a, b, c) => {
        assert.ok(isServiceCode(a + b + c))
        assert.equal(numberOfLink(`tel:${encodeURIComponent(a + b + c)}`), null)
      },
    ),
  )
  for (const number of ['+31612345678', '020 123 4567 #12', '0612345678']) {
    assert.equal(isServiceCode(number), false)
  }
})
