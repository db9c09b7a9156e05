import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'
import { DeskbellError } from '../../../js-shim/src/core/deskbell-error.js'

/** An amount as people write it, exactly: up to six decimals. */
const Decimal = Type.String({ pattern: '^\\d{1,9}(\\.\\d{1,6})?$' })

const PricesSchema = Type.Object(
  {
    /** ISO 4217, with cents. */
    currency: Type.String({ pattern: '^[A-Z]{3}$' }),
    /** What the vendor pays for a new account, once. */
    activation: Decimal,
    /** For an account and a whole month; by days where it was there for a part of it. */
    month: Decimal,
    /** For a minute of an incoming conversation. */
    incomingMinute: Decimal,
    outgoingMinute: Decimal,
    /** Each conversation is counted in whole steps of so many seconds: 60 is by the minute begun. */
    stepSeconds: Type.Integer({ minimum: 1, maximum: 3600 }),
    /** What the tenant pays on top, in percent. */
    margin: Decimal,
  },
  { additionalProperties: false },
)

/** What a tenant's accounts cost the vendor, and what is added. */
export type Prices = Static<typeof PricesSchema>

/** @throws DeskbellError `bad_payload` with what is wrong. */
export function checkPrices(value: unknown): asserts value is Prices {
  if (Value.Check(PricesSchema, value)) return
  const [problem] = Value.Errors(PricesSchema, value)
  const place = problem?.instancePath.slice(1) || 'prices'
  throw new DeskbellError(
    'bad_payload',
    `${place}: ${problem?.message ?? 'wrong'}; amounts are texts such as "0.0125"`,
  )
}

const DECIMALS = 6
const CENT = 10n ** BigInt(DECIMALS - 2)
const HUNDRED_PERCENT = 100n * 10n ** BigInt(DECIMALS)

/** In millionths. */
export function millionths(decimal: string): bigint {
  const [whole = '0', fraction = ''] = decimal.split('.')
  return BigInt(whole + fraction.padEnd(DECIMALS, '0'))
}

/** `numerator / denominator`, to the nearest; a half goes up. Neither is negative. */
const nearest = (numerator: bigint, denominator: bigint) =>
  (2n * numerator + denominator) / (2n * denominator)

/** What `quantity / per` of something costs, in cents; once without and once with the margin. */
export function priceOf(
  price: string,
  quantity: number,
  per: number,
  margin: string,
): { cost: bigint; amount: bigint } {
  const exact = millionths(price) * BigInt(quantity)
  const whole = BigInt(per) * CENT
  return {
    cost: nearest(exact, whole),
    amount: nearest(exact * (HUNDRED_PERCENT + millionths(margin)), whole * HUNDRED_PERCENT),
  }
}

/** Cents as `12.05`. */
export function showCents(cents: bigint): string {
  const digits = String(cents).padStart(3, '0')
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`
}
