// One call's webhooks in every order, each delivered one to three times, through a relay: one row,
// one record, at most one task.
import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Call } from '../../../js-shim/src/types.js'
import { closeConnections, post } from './post.js'
import { type Random, randomOf } from './random.js'
import { RelayUnderTest, WEBHOOK_TOKEN } from './relay-under-test.js'
import * as zadarma from './zadarma-notice.js'

const START = Date.UTC(2026, 0, 2, 10)
const HOUR_MS = 3600_000
const PATIENCE_MS = 60_000

interface Webhook {
  body: string
  headers: Record<string, string>
  /** Seconds after the call's beginning at which it reaches the relay. */
  after: number
}

type Vendor = 'zadarma' | 'ringostat'

/** START, INTERNAL, a second INTERNAL, ANSWER, END, RECORD as each vendor spells them. */
const CALLS: Record<Vendor, (number: number, begun: number) => Webhook[]> = {
  zadarma: (number, begun) => {
    const id = zadarma.pbxCallId(number)
    const who = { caller_id: '31612345678', call_start: zadarma.localTime(begun) }
    const numbers = { ...who, called_did: '31201234567' }
    const told: [number, zadarma.Fields][] = [
      [0, zadarma.start(id, numbers)],
      [1, zadarma.rings(id, '100', numbers)],
      [2, zadarma.rings(id, '101', numbers)],
      [8, zadarma.answers(id, '101', who)],
      [73, zadarma.ends(id, { ...numbers, internal: '101', duration: '64', is_recorded: '1' })],
      [110, zadarma.records(id, '1585913205.75283')],
    ]
    return told.map(([after, fields]) => ({
      after,
      body: new URLSearchParams(fields).toString(),
      headers: { signature: zadarma.sign(fields) },
    }))
  },
  ringostat: number => {
    const call = {
      uniqueid: `15.${number}`,
      caller: '31612345678',
      dst: '31201234567',
      call_type: 'in',
    }
    const recording = 'https://app.example/1.mp3'
    const told: [number, Record<string, string>][] = [
      [0, { moment: 'before_call' }],
      [1, { moment: 'forwarding', employee_number: '100' }],
      [2, { moment: 'forwarding', employee_number: '101' }],
      [8, { moment: 'pick_up', employee_number: '101' }],
      [
        73,
        { moment: 'after_call', employee_number: '101', disposition: 'ANSWERED', billsec: '64' },
      ],
      [110, { moment: 'rating', recording }],
    ]
    return told.map(([after, fields]) => ({
      after,
      body: new URLSearchParams({ ...call, ...fields }).toString(),
      headers: {},
    }))
  },
}

export function permutations<T>(items: readonly T[]): T[][] {
  if (items.length < 2) return [[...items]]
  return items.flatMap((item, index) =>
    permutations(items.filter((_, other) => other !== index)).map(rest => [item, ...rest]),
  )
}

/** Each one to three times: the first in this order, repeats anywhere behind it. */
function delivered(random: Random, order: readonly number[]): number[] {
  const all = [...order]
  for (const index of order) {
    for (let again = random(3); again > 0; again--) {
      const first = all.indexOf(index)
      all.splice(first + 1 + random(all.length - first), 0, index)
    }
  }
  return all
}

/** What people read of a call. Times, and whom it rang at before it ended, follow the arrival. */
function withoutTimes(record: Record<string, unknown>): Record<string, unknown> {
  const {
    offeredAt: _,
    answeredAt: __,
    endedAt: ___,
    ringSeconds: ____,
    agents: _____,
    ...words
  } = record
  return words
}

/**
 * @param orders - How many of the 720, drawn by `seed`.
 * @param clock - `told`: each webhook reaches the relay at its own time, whatever the order in which
 *   they are dealt with, and the records are the same byte for byte. `arrival`: they really come in
 *   that order, a second apart, and all but the times is the same.
 */
export async function checkOrders(
  vendor: Vendor,
  orders: number,
  clock: 'told' | 'arrival',
  seed: number,
): Promise<void> {
  const random = randomOf(seed)
  let now = START
  const relay = await RelayUnderTest.open({
    options: { now: () => now, ringostat: { webhookToken: WEBHOOK_TOKEN } },
  })
  const responsible = { id: 'u1', name: 'Bob', extension: '101' }
  relay.crm.contacts.push({ id: '7', name: 'Anna', numbers: ['+31612345678'], responsible })
  const url = `${relay.base}/webhooks/${vendor}/${WEBHOOK_TOKEN}`
  const drawn = permutations([0, 1, 2, 3, 4, 5])
    .map(order => ({ order, draw: random(1_000_000) }))
    .sort((a, b) => a.draw - b.draw)
    .slice(0, orders)
  const expectedIds: string[] = []
  for (const [number, { order }] of drawn.entries()) {
    // No call's news comes before another's decision is due: each of them has its own hour.
    const begun = START + number * HOUR_MS
    const webhooks = CALLS[vendor](number, begun)
    expectedIds.push(vendor === 'zadarma' ? zadarma.pbxCallId(number) : `15.${number}`)
    for (const [place, index] of delivered(random, order).entries()) {
      const { after, body, headers } = webhooks[index] as Webhook
      now = begun + (clock === 'told' ? after : place) * 1000
      assert.equal(await post({ url, body, headers }), 200)
    }
  }
  now += HOUR_MS
  await settled(relay)

  const calls = relay
    .rows<{ call_id: string; body: string }>('select call_id, body from calls')
    .map(({ call_id, body }) => ({ id: call_id, call: JSON.parse(body) as Call }))
  assert.deepEqual(calls.map(({ id }) => id).sort(), expectedIds.toSorted(), 'one row a call')
  const records = new Set(
    calls.map(({ id, call }) => {
      const { facts: _, ...record } = call
      const begun = START + expectedIds.indexOf(id) * HOUR_MS
      const words = clock === 'told' ? record : withoutTimes(record)
      const relative = (key: string, value: unknown) =>
        key.endsWith('At') && typeof value === 'number' ? value - begun : value
      return JSON.stringify(words, relative).replaceAll(id, 'ID')
    }),
  )
  assert.equal(records.size, 1, [...records].join('\n'))
  const [record] = records
  for (const part of ['"outcome":"completed"', '"talkSeconds":64', '"agent":"101"']) {
    assert.ok(record?.includes(part), `${part} in ${record}`)
  }
  for (const { id } of calls) {
    const tasks = [...relay.crm.done.values()].filter(
      ({ key, type }) => key.startsWith(`${id}/`) && type.endsWith('_task'),
    )
    assert.equal(tasks.length, 1, `${id}: ${tasks.map(task => task.key)}`)
    assert.equal(relay.crm.records.get(id)?.outcome, 'completed')
  }
  closeConnections()
  await relay.close()
}

/** Waits until nothing is left to be decided, done or saved. */
async function settled(relay: RelayUnderTest): Promise<void> {
  const due = `select
    (select count(*) from decisions where done_seq < asked_seq) +
    (select count(*) from actions where done_version < version) +
    (select count(*) from calls where saved_seq < record_seq) as n`
  const end = Date.now() + PATIENCE_MS
  while (Number(relay.rows<{ n: number }>(due)[0]?.n) > 0) {
    assert.ok(Date.now() < end, 'the work is not done')
    await sleep(50)
  }
}
