// A month of a vendor's customers, told to a relay as it goes on, and kept besides.
import assert from 'node:assert/strict'
import type { Statement } from '../../../relay/src/index.js'
import { MemoryProvisioning } from './memory-provisioning.js'
import { RelayUnderTest } from './relay-under-test.js'

export const MONTH = '2026-11'
export const START = Date.parse(`${MONTH}-01T00:00:00Z`)
export const END = Date.parse('2026-12-01T00:00:00Z')
export const TENANTS = ['acme', 'bakery', 'clinic'] as const
/** By tenant: prices with many decimals, so that rounding shows. */
export const PRICES = {
  acme: { activation: '5', month: '9.99', incoming: '0.0087', outgoing: '0.0213', margin: '17.5' },
  bakery: { activation: '0', month: '12.345678', incoming: '0', outgoing: '0.019', margin: '0' },
  clinic: {
    activation: '7.77',
    month: '1',
    incoming: '0.01',
    outgoing: '0.1',
    margin: '33.333333',
  },
} as const
export const STEP = 60

/** What happened, as the test knows it without asking the relay. */
export interface Happened {
  accounts: { id: string; tenant: string; email: string; extension: string }[]
  spans: { id: string; from: number; to: number | null }[]
  calls: { tenant: string; extension: string; direction: string; at: number; seconds: number }[]
}

const KEY = 'the-key-of-the-vendor-of-the-seeded-month'
const HOUR = 3_600_000
const webhookToken = 'webhook-token-of-everybody-0123456789'

/** The same numbers at every run (Park and Miller's generator). */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}

/**
 * Plays the month: forty agents come, are suspended, come back and go at all times of it, and talk.
 *
 * @param calls - how many conversations
 * @param hours - between two moments at which something happens
 */
export async function playMonth(
  calls: number,
  hours: number,
): Promise<{ happened: Happened; statements: Statement[]; close(): Promise<void> }> {
  let now = START - 40 * HOUR
  const random = seeded(20_261_101)
  const relay = await RelayUnderTest.open({
    options: {
      now: () => now,
      wholesale: { key: KEY, provisioning: new MemoryProvisioning() },
    },
  })
  const happened: Happened = { accounts: [], spans: [], calls: [] }
  const ask = async (path: string, method = 'GET', body?: object) => {
    const response = await fetch(`${relay.base}/v1/tenants/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${KEY}`,
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    assert.ok(response.ok, `${method} ${path}: ${text}`)
    return text === '' ? null : JSON.parse(text)
  }
  for (const id of TENANTS) {
    await relay.tenants.put(id, { country: 'NL', deskbell: { webhookToken } })
    const { incoming, outgoing, ...rest } = PRICES[id]
    const prices = { incomingMinute: incoming, outgoingMinute: outgoing, ...rest }
    await ask(`${id}/prices/${MONTH}`, 'PUT', { currency: 'EUR', stepSeconds: STEP, ...prices })
  }

  const create = async (number: number): Promise<void> => {
    const tenant = TENANTS[number % TENANTS.length] as string
    const email = `agent${number}@example.com`
    const { id, extension } = await ask(`${tenant}/accounts`, 'POST', { email })
    happened.accounts.push({ id, tenant, email, extension })
    happened.spans.push({ id, from: now, to: null })
  }
  const end = (id: string): void => {
    const open = happened.spans.find(span => span.id === id && span.to === null)
    if (open) open.to = now
  }
  const gone = new Set<string>()
  /** Somebody is suspended, comes back, or goes for good. */
  const change = async (): Promise<void> => {
    const account = happened.accounts[Math.floor(random() * happened.accounts.length)]
    if (!account || gone.has(account.id)) return
    const { id, tenant } = account
    const open = happened.spans.some(span => span.id === id && span.to === null)
    if (random() < 0.3) {
      await ask(`${tenant}/accounts/${id}`, 'DELETE')
      gone.add(id)
      end(id)
    } else {
      await ask(`${tenant}/accounts/${id}`, 'PUT', { suspended: open })
      if (open) end(id)
      else happened.spans.push({ id, from: now, to: null })
    }
  }
  const talk = async (count: number): Promise<void> => {
    const bodies = new Map<string, { begin: object[]; end: object[] }>()
    for (let i = 0; i < count; i++) {
      // Also by those who are suspended or gone: at whose cost, the statement has to know.
      const account = happened.accounts[Math.floor(random() * happened.accounts.length)]
      if (!account) continue
      const { tenant, extension } = account
      const direction = random() < 0.6 ? 'inbound' : 'outbound'
      const seconds = 1 + Math.floor(random() ** 3 * 1800)
      const callId = `call-${happened.calls.length}`
      const ends = direction === 'inbound' ? { from: '+31612345678' } : { to: '+31612345678' }
      const facts = { callId, direction, agent: extension, line: '+31201234567', ...ends }
      const body = bodies.get(tenant) ?? { begin: [], end: [] }
      bodies.set(tenant, body)
      const first = direction === 'inbound' ? 'offered' : 'dialing'
      for (const type of [first, 'answered']) {
        body.begin.push({ ...facts, id: `${type}-${callId}`, type })
      }
      const last = { ...facts, id: `ended-${callId}`, type: 'ended', outcome: 'completed' }
      body.end.push({ ...last, talkSeconds: seconds })
      happened.calls.push({ tenant, extension, direction, at: now, seconds })
    }
    for (const [tenant, { begin, end }] of bodies) {
      const address = `${relay.base}/t/${tenant}/webhooks/deskbell/${webhookToken}`
      for (const events of [...inHundreds(begin), ...inHundreds(end)]) {
        const body = JSON.stringify({ provider: 'pbx', events })
        const answer = await relay.post(body, { 'content-type': 'application/json' }, address)
        assert.equal(answer.status, 200, answer.text)
      }
    }
  }

  // Half of them were there before; the rest come within the month.
  for (let number = 0; number < 20; number++) await create(number)
  const moments = Math.floor((END - START) / (hours * HOUR))
  for (let moment = 0; moment < moments; moment++) {
    now = START + moment * hours * HOUR
    if (moment % Math.floor(moments / 20) === 0 && happened.accounts.length < 40) {
      await create(happened.accounts.length)
    }
    // Off the hour: nothing begins at the very moment at which an account changes.
    now += 1 + Math.floor(random() * 1_000_000)
    if (random() < (60 * hours) / 720) await change()
    now += 1000
    await talk(Math.ceil((calls - happened.calls.length) / (moments - moment)))
  }
  now = END
  const statements: Statement[] = []
  for (const id of TENANTS) statements.push(await ask(`${id}/statements/${MONTH}`))
  return { happened, statements, close: () => relay.close() }
}

function inHundreds<Of>(all: Of[]): Of[][] {
  return Array.from({ length: Math.ceil(all.length / 100) }, (_, at) =>
    all.slice(at * 100, at * 100 + 100),
  )
}
