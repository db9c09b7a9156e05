import { test } from 'node:test'
import { checkForgedFacts } from './support/forged-facts.js'

const LIES = 300
const SEED = 20_260_103

test(`${LIES} webhooks that lie under a right signature make no call and change no finished one`, () =>
  checkForgedFacts(LIES, SEED))
