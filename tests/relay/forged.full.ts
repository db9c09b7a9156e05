import { test } from 'node:test'
import { checkForgedFacts } from './support/forged-facts.js'
import { checkForgeries } from './support/forgeries.js'

const MANY = 10_000
const SEED = 41

test(`${MANY} forgeries, none accepted`, () => checkForgeries(MANY, SEED))

test(`${MANY} lies under a right signature: no call more, no finished record changed`, () =>
  checkForgedFacts(MANY, SEED))
