// Every row of libphonenumber's range tables, and a million numbers as people write them.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { mutatedQuestions, rowCount, rowQuestions } from './agreement.js'
import { assertAgrees } from './assert-agrees.js'

const MUTATIONS = 1_000_000
/** Minutes of work, so that somebody who waits sees how far it is. */
const BLOCK = 100_000

describe('the engine and google-libphonenumber, all', () => {
  test('a number from every row of the range tables', async () => {
    assert.ok(rowCount > 220_000)
    await assertAgrees('rows', rowQuestions(1))
  })
  const questions = mutatedQuestions(MUTATIONS)
  for (let from = 0; from < MUTATIONS; from += BLOCK) {
    test(`mutations ${from} to ${from + BLOCK}`, async () => {
      await assertAgrees(`mutations-${from}`, questions.slice(from, from + BLOCK))
    })
  }
})
