import type { AccountSpan, TalkGroup } from '../store/metering.js'
import { daysIn, daysOfMonth, nextMonth, startOfMonth } from './billing-time.js'
import { type Prices, priceOf, showCents } from './prices.js'

export type StatementItem = 'activation' | 'month' | 'incoming' | 'outgoing'

/** One thing that an account is charged for. Amounts are decimal texts with cents. */
export interface StatementLine {
  account: string
  email: string
  item: StatementItem
  /** 1 for an activation, days for the month, seconds (whole steps) for conversations. */
  quantity: number
  /** Of conversations; 0 otherwise. */
  calls: number
  /** What the vendor pays. */
  cost: string
  /** What the tenant pays. */
  amount: string
}

/** A tenant's month; its totals are the sums of its lines, to the cent. */
export interface Statement {
  tenant: string
  /** `2026-11` */
  month: string
  /** IANA zone of the month's days. */
  timeZone: string
  currency: string
  /** Whether the month is over: before that the statement grows. */
  complete: boolean
  lines: StatementLine[]
  cost: string
  amount: string
}

export interface Month {
  tenant: string
  month: string
  timeZone: string
  prices: Prices
  /** All of the accounts' since they began, accounts together, each in the order of time. */
  spans: readonly AccountSpan[]
  talk: readonly TalkGroup[]
  now: number
}

const SECONDS_IN_MINUTE = 60

/** What is charged for a month: accounts in the order of their addresses. */
export function makeStatement({ spans, talk, prices, ...of }: Month): Statement {
  const { tenant, month, timeZone, now } = of
  const from = startOfMonth(month, timeZone)
  const talkOf = groupByAccount(talk)
  const lines: StatementLine[] = []
  let [totalCost, totalAmount] = [0n, 0n]
  for (const [account, own] of groupByAccount(spans)) {
    const email = own[0]?.email ?? ''
    const charge = (
      item: StatementItem,
      quantity: number,
      [price, per]: [price: string, per: number],
      calls = 0,
    ) => {
      if (quantity === 0) return
      const { cost, amount } = priceOf(price, quantity, per, prices.margin)
      totalCost += cost
      totalAmount += amount
      const sums = { cost: showCents(cost), amount: showCents(amount) }
      lines.push({ account, email, item, quantity, calls, ...sums })
    }
    charge('activation', (own[0]?.from ?? 0) >= from ? 1 : 0, [prices.activation, 1])
    charge('month', daysOfMonth(month, timeZone, own), [prices.month, daysIn(month)])
    for (const [item, direction, price] of [
      ['incoming', 'inbound', prices.incomingMinute],
      ['outgoing', 'outbound', prices.outgoingMinute],
    ] as const) {
      const groups = (talkOf.get(account) ?? []).filter(group => group.direction === direction)
      const seconds = groups.reduce(
        (sum, group) => sum + group.calls * inSteps(group.talkSeconds, prices.stepSeconds),
        0,
      )
      const calls = groups.reduce((sum, group) => sum + group.calls, 0)
      charge(item, seconds, [price, SECONDS_IN_MINUTE], calls)
    }
  }
  return {
    tenant,
    month,
    timeZone,
    currency: prices.currency,
    complete: now >= startOfMonth(nextMonth(month), timeZone),
    lines,
    cost: showCents(totalCost),
    amount: showCents(totalAmount),
  }
}

const inSteps = (seconds: number, step: number) => Math.ceil(seconds / step) * step

function groupByAccount<Of extends { account: string }>(all: readonly Of[]): Map<string, Of[]> {
  const groups = new Map<string, Of[]>()
  for (const one of all) {
    const group = groups.get(one.account)
    if (group) group.push(one)
    else groups.set(one.account, [one])
  }
  return groups
}
