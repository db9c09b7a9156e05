import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox'
import type { FastifyReply } from 'fastify'
import { DeskbellError } from '../../../js-shim/src/core/deskbell-error.js'
import { bearerGuard } from '../bearer-guard.js'
import { priceListOf, putPriceList, spansOfAccounts, talkBetween } from '../store/metering.js'
import type { Accounts, AccountsOf } from './accounts.js'
import { isMonth, monthOf, nextMonth, startOfMonth } from './billing-time.js'
import { checkPrices, type Prices } from './prices.js'
import { makeStatement, type Statement } from './statement.js'
import { statementCsv } from './statement-csv.js'

export interface WholesaleDeps {
  accounts: Accounts
  /** A tenant whatever its state; its statements outlive it. */
  accountsOf: (id: string) => Promise<AccountsOf | null>
  /** The vendor's. */
  key: string
  /** Of the months. */
  timeZone: string
  now: () => number
}

const MOST_LISTED = 500
const Tenant = { tenant: Type.String({ maxLength: 63 }) }
const OfTenant = Type.Object(Tenant)
const OfAccount = Type.Object({ ...Tenant, id: Type.String({ maxLength: 36 }) })
const OfMonth = Type.Object({ ...Tenant, month: Type.String({ maxLength: 7 }) })
const exact = { additionalProperties: false }

/** What a vendor's own server asks: its customers' accounts, their prices and statements. */
export function wholesaleRoute(deps: WholesaleDeps): FastifyPluginAsyncTypebox {
  const { accounts, key, timeZone, now } = deps
  const tenantOf = async ({ tenant }: { tenant: string }): Promise<AccountsOf> => {
    const found = await deps.accountsOf(tenant)
    if (!found) throw new DeskbellError('no_such_call', 'there is no such tenant')
    return found
  }
  const monthIn = ({ month }: { month: string }): string => {
    if (isMonth(month)) return month
    throw new DeskbellError('bad_payload', 'a month is written as 2026-11')
  }
  const statementOf = async (params: { tenant: string; month: string }): Promise<Statement> => {
    const month = monthIn(params)
    const { id, store } = await tenantOf(params)
    const body = await priceListOf(store, month)
    if (body === null) throw new DeskbellError('conflict', `there are no prices for ${month}`)
    const from = startOfMonth(month, timeZone)
    const to = startOfMonth(nextMonth(month), timeZone)
    const [spans, talk] = await Promise.all([
      spansOfAccounts(store, to),
      talkBetween(store, from, to),
    ])
    const prices: Prices = JSON.parse(body)
    return makeStatement({ tenant: id, month, timeZone, prices, spans, talk, now: now() })
  }

  return async scope => {
    scope.addHook('onRequest', bearerGuard(key, 'the vendor’s key is needed'))
    scope.addHook('onSend', async (_, reply) => {
      reply.header('cache-control', 'no-store')
    })
    const many = '/v1/tenants/:tenant/accounts'
    const one = `${many}/:id`

    scope.post(
      many,
      {
        schema: {
          params: OfTenant,
          body: Type.Object({ email: Type.String({ maxLength: 400 }) }, exact),
        },
      },
      async (request, reply) => {
        const tenant = await tenantOf(request.params)
        const account = await accounts.create(tenant, request.body.email)
        reply.code(201)
        return { ...account, signOnLink: await accounts.signOnLink(tenant, account.id) }
      },
    )
    scope.get(
      many,
      {
        schema: {
          params: OfTenant,
          querystring: Type.Object({ after: Type.Optional(Type.String({ maxLength: 400 })) }),
        },
      },
      async request => {
        const tenant = await tenantOf(request.params)
        return { accounts: await accounts.list(tenant, request.query.after ?? '', MOST_LISTED) }
      },
    )
    scope.get(one, { schema: { params: OfAccount } }, async request =>
      accounts.get(await tenantOf(request.params), request.params.id),
    )
    scope.put(
      one,
      { schema: { params: OfAccount, body: Type.Object({ suspended: Type.Boolean() }, exact) } },
      async request => {
        const { id } = request.params
        return accounts.suspend(await tenantOf(request.params), id, request.body.suspended)
      },
    )
    scope.delete(one, { schema: { params: OfAccount } }, async (request, reply) => {
      await accounts.delete(await tenantOf(request.params), request.params.id)
      return reply.code(204).send()
    })
    scope.post(`${one}/sign-on`, { schema: { params: OfAccount } }, async request => {
      const tenant = await tenantOf(request.params)
      return { signOnLink: await accounts.signOnLink(tenant, request.params.id) }
    })

    // A month that has begun may be on somebody's statement already.
    scope.put(
      '/v1/tenants/:tenant/prices/:month',
      { schema: { params: OfMonth } },
      async request => {
        const month = monthIn(request.params)
        const { store, commits } = await tenantOf(request.params)
        checkPrices(request.body)
        const priced = await priceListOf(store, month)
        if (priced !== null && month <= monthOf(now(), timeZone)) {
          throw new DeskbellError(
            'conflict',
            `prices hold for ${month}; put them for a later month`,
          )
        }
        const body = JSON.stringify(request.body)
        await commits.write(within => putPriceList(within, month, body))
        return { month }
      },
    )
    scope.get(
      '/v1/tenants/:tenant/prices/:month',
      { schema: { params: OfMonth } },
      async request => {
        const { store } = await tenantOf(request.params)
        const body = await priceListOf(store, monthIn(request.params))
        if (body === null) throw new DeskbellError('no_such_call', 'there are no prices')
        return JSON.parse(body)
      },
    )

    const statement = '/v1/tenants/:tenant/statements/:month'
    scope.get(statement, { schema: { params: OfMonth } }, async request =>
      statementOf(request.params),
    )
    scope.get(
      `${statement}/csv`,
      { schema: { params: OfMonth } },
      async (request, reply): Promise<FastifyReply> => {
        const made = await statementOf(request.params)
        return reply
          .header('content-disposition', `attachment; filename="statement-${made.month}.csv"`)
          .type('text/csv; charset=utf-8')
          .send(statementCsv(made))
      },
    )
  }
}
