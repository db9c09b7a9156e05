import assert from 'node:assert/strict'
import { test } from 'node:test'
import { chargeBySql } from './support/charge-by-sql.js'
import { playMonth, TENANTS } from './support/seeded-month.js'

/** The month that the relay charges is the one that SQL counts from what happened. */
export function proveStatement(calls: number, hours: number): void {
  test(`a month of three customers with forty agents and ${calls} conversations is charged as SQL counts it`, async () => {
    const { happened, statements, close } = await playMonth(calls, hours)
    try {
      assert.equal(happened.accounts.length, 40)
      assert.equal(happened.calls.length, calls)
      const counted = chargeBySql(happened)
      const cents = (text: string) => Number(text.replace('.', ''))
      const order = (line: { tenant: string; account: string; item: string }) =>
        `${line.tenant} ${line.account} ${line.item}`
      const byOrder = <Of extends { tenant: string; account: string; item: string }>(all: Of[]) =>
        all.sort((one, other) => (order(one) < order(other) ? -1 : 1))
      const charged = statements.flatMap(({ tenant, lines }) =>
        lines.map(({ account, item, quantity, cost, amount }) => ({
          ...{ tenant, account, item, quantity },
          ...{ cost: cents(cost), amount: cents(amount) },
        })),
      )
      assert.deepEqual(byOrder(charged), byOrder(counted))
      for (const [at, tenant] of TENANTS.entries()) {
        const own = counted.filter(line => line.tenant === tenant)
        const sum = (of: 'cost' | 'amount') => own.reduce((total, line) => total + line[of], 0)
        assert.equal(cents(statements[at]?.cost ?? ''), sum('cost'))
        assert.equal(cents(statements[at]?.amount ?? ''), sum('amount'))
        assert.ok(own.some(({ item }) => item === 'activation'))
      }
      // Some talked when nobody was to be charged.
      const all = happened.calls.reduce((total, { seconds }) => total + Math.ceil(seconds / 60), 0)
      const minutes = counted
        .filter(({ item }) => item === 'incoming' || item === 'outgoing')
        .reduce((total, { quantity }) => total + quantity / 60, 0)
      assert.ok(minutes < all * 0.98 && minutes > all * 0.3, `${minutes} of ${all}`)
    } finally {
      await close()
    }
  })
}
