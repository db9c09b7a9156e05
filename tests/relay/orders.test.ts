import { test } from 'node:test'
import { checkOrders } from './support/orders.js'

const ORDERS = 12
const SEED = 11

for (const vendor of ['zadarma', 'ringostat'] as const) {
  test(`${ORDERS} of the 720 orders of ${vendor}’s webhooks: one row, one record, one task`, async () => {
    await checkOrders(vendor, ORDERS, 'told', SEED)
    await checkOrders(vendor, ORDERS, 'arrival', SEED)
  })
}
