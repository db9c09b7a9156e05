// A seeded part of agreement.full.ts: the same lists of differences, the same checks.
import { describe, test } from 'node:test'
import { mutatedQuestions, rowQuestions } from './agreement.js'
import { assertAgrees } from './assert-agrees.js'

describe('the engine and google-libphonenumber', () => {
  test('a number from every 20th row of the range tables', async () => {
    await assertAgrees('rows-part', rowQuestions(20))
  })
  test('40,000 mutations', async () => {
    await assertAgrees('mutations-part', mutatedQuestions(40_000))
  })
  test('a text that one in a million mutations is', async () => {
    await assertAgrees('rare', [{ text: '๐๒๓๕--๐๕๓~๓๒ー', country: 'SK' }])
  })
})
