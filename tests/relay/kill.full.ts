import { test } from 'node:test'
import { checkKills } from './support/kills.js'

const KILLS = 200
const WEBHOOKS = 20_000

test(`${KILLS} times kill -9 during ${WEBHOOKS} webhooks: acknowledged and lost 0, doubled 0`, () =>
  checkKills(KILLS, WEBHOOKS, 4))
