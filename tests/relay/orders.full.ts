import { test } from 'node:test'
import { checkOrders } from './support/orders.js'

for (const vendor of ['zadarma', 'ringostat'] as const) {
  for (const clock of ['told', 'arrival'] as const) {
    test(`720 orders of ${vendor}’s webhooks, by the clock of ${clock}: one row, one record, one task`, () =>
      checkOrders(vendor, 720, clock, 1))
  }
}
