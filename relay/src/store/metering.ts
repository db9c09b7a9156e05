import type { CallDirection } from '../../../js-shim/src/core/lists.js'
import type { CallRecord } from '../../../js-shim/src/types.js'
import { prepared } from './prepared.js'
import type { Store } from './schema.js'

const selectUser = prepared((store: Store, use: { extension: string; at: number }) =>
  store
    .selectFrom('accounts as a')
    .innerJoin('account_spans as s', 's.account_id', 'a.id')
    .select('a.id')
    .where('a.extension', '=', use.extension)
    .where('s.from_at', '<=', use.at)
    .where(eb => eb.or([eb('s.to_at', 'is', null), eb('s.to_at', '>', use.at)])),
)

const upsertMetered = prepared(
  (
    store: Store,
    call: { callId: string; account: string; direction: CallDirection; at: number; talk: number },
  ) => {
    const row = {
      account_id: call.account,
      direction: call.direction,
      answered_at: call.at,
      talk_seconds: call.talk,
    }
    return store
      .insertInto('metered_calls')
      .values({ call_id: call.callId, ...row })
      .onConflict(conflict => conflict.column('call_id').doUpdateSet(row))
  },
)

/**
 * Counts a conversation for the account that had it, if it was one: once for each call, and as its
 * latest record says. Runs in the transaction that stores the record.
 */
export async function meterCall(store: Store, record: CallRecord): Promise<void> {
  const { callId, agent, direction, answeredAt, talkSeconds } = record
  // Between colleagues nothing is charged.
  if (!agent || direction === 'internal' || answeredAt === null || !talkSeconds) return
  const [user] = await selectUser(store, { extension: agent, at: answeredAt })
  if (!user) return
  await upsertMetered(store, {
    callId,
    account: user.id,
    direction,
    at: answeredAt,
    talk: Math.round(talkSeconds),
  })
}

/** Conversations of one account, in one direction, that were equally long. */
export interface TalkGroup {
  account: string
  direction: CallDirection
  talkSeconds: number
  calls: number
}

/** Those that began from `from` on, before `to`. */
export async function talkBetween(store: Store, from: number, to: number): Promise<TalkGroup[]> {
  const rows = await store
    .selectFrom('metered_calls')
    .select(eb => ['account_id', 'direction', 'talk_seconds', eb.fn.countAll<number>().as('calls')])
    .where('answered_at', '>=', from)
    .where('answered_at', '<', to)
    .groupBy(['account_id', 'direction', 'talk_seconds'])
    .execute()
  return rows.map(row => ({
    account: row.account_id,
    direction: row.direction,
    talkSeconds: Number(row.talk_seconds),
    calls: Number(row.calls),
  }))
}

/** A time in which an account could be used: ms since 1970, UTC. */
export interface AccountSpan {
  account: string
  email: string
  from: number
  /** `null` while it goes on. */
  to: number | null
}

/** All spans that began before `to`, accounts together, each in the order of time. */
export async function spansOfAccounts(store: Store, to: number): Promise<AccountSpan[]> {
  const rows = await store
    .selectFrom('account_spans as s')
    .innerJoin('accounts as a', 'a.id', 's.account_id')
    .select(['a.id', 'a.email', 's.from_at', 's.to_at'])
    .where('s.from_at', '<', to)
    .orderBy('a.email')
    .orderBy('a.id')
    .orderBy('s.from_at')
    .execute()
  return rows.map(row => ({
    account: row.id,
    email: row.email,
    from: Number(row.from_at),
    to: row.to_at === null ? null : Number(row.to_at),
  }))
}

/** The price list that holds in a month, as JSON; `null` where there is none. */
export async function priceListOf(store: Store, month: string): Promise<string | null> {
  const row = await store
    .selectFrom('price_lists')
    .select('body')
    .where('from_month', '<=', month)
    .orderBy('from_month', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.body ?? null
}

export async function putPriceList(store: Store, fromMonth: string, body: string): Promise<void> {
  await store
    .insertInto('price_lists')
    .values({ from_month: fromMonth, body })
    .onConflict(conflict => conflict.column('from_month').doUpdateSet({ body }))
    .execute()
}
