// Webhooks with a right signature that lie: Zadarma signs the numbers and the start of a call, but
// neither the event's name nor the call's id, the disposition or the duration.
import assert from 'node:assert/strict'
import type { Call, CallRecord } from '../../../js-shim/src/types.js'
import { closeConnections, inTurns, post } from './post.js'
import { type Random, randomOf } from './random.js'
import { RelayUnderTest } from './relay-under-test.js'
import * as zadarma from './zadarma-notice.js'

const FINISHED = 30
const LIVE = 10
const LONGEST_TALK_SECONDS = 7 * 24 * 3600

/** A webhook that somebody saw on its way: what it said and how it was signed. */
interface Captured {
  fields: zadarma.Fields
  signature: string
}

/** Which names the signature of a webhook can be used for, since they sign the same fields. */
const SAME_SIGNING = ['NOTIFY_START', 'NOTIFY_INTERNAL', 'NOTIFY_END', 'NOTIFY_IVR']

/** Lies in fields that are not signed; of each some tell the truth. */
function lies(random: Random, told: zadarma.Fields, callIds: readonly string[]): zadarma.Fields {
  const id = told.pbx_call_id ?? ''
  const anyId = zadarma.pbxCallId(1_000_000 + random(1_000_000))
  return {
    pbx_call_id: random.pick([id, id, random.pick(callIds), anyId, `${id}0`, `out_${id.slice(3)}`]),
    internal: random.pick(['', '101', '102', '999', String(random(1000)), told.internal ?? '']),
    last_internal: random.pick(['', '101', '999']),
    disposition: random.pick(['answered', 'cancel', 'busy', 'no answer', 'failed', 'x', '']),
    duration: random.pick(['0', '1', '42', '86400', '999999999', '9223372036854775807', '']),
    status_code: random.pick(['16', '17', '0', '']),
    is_recorded: random.pick(['0', '1']),
    call_id_with_rec: random.pick(['', '1.2', '1585913205.1']),
  }
}

function forged(random: Random, captured: Captured, callIds: readonly string[]): zadarma.Fields {
  const { fields } = captured
  const event = fields.event ?? ''
  const claims = lies(random, fields, callIds)
  if (event === 'NOTIFY_RECORD') {
    // The two signed fields side by side: the border between them may be moved.
    const { pbx_call_id: id = '', call_id_with_rec: recording = '' } = fields
    return { event, pbx_call_id: id + recording[0], call_id_with_rec: recording.slice(1) }
  }
  const { call_start = '', caller_id = '', called_did = '', destination = '' } = fields
  if (event === 'NOTIFY_ANSWER') {
    // Signed as START is, with the destination in the place of the number that was called.
    const name = random.pick([...SAME_SIGNING, event])
    const place = { [name === event ? 'destination' : 'called_did']: destination }
    return { event: name, call_start, caller_id, ...place, ...claims }
  }
  const moved = random(10) === 0 ? 1 : 0
  return {
    ...claims,
    event: random.pick(SAME_SIGNING),
    call_start,
    caller_id: caller_id + called_did.slice(0, moved),
    called_did: called_did.slice(moved),
  }
}

function assertPossible(record: CallRecord, state: string): void {
  const { offeredAt, answeredAt, endedAt, ringSeconds, talkSeconds, outcome } = record
  assert.ok(offeredAt !== null && offeredAt <= Date.now())
  if (answeredAt !== null) assert.ok(answeredAt >= offeredAt)
  if (endedAt !== null) assert.ok(endedAt >= (answeredAt ?? offeredAt))
  if (ringSeconds !== null) assert.ok(ringSeconds >= 0)
  if (talkSeconds !== null) assert.ok(talkSeconds >= 0 && talkSeconds <= LONGEST_TALK_SECONDS)
  assert.equal(outcome !== null, state === 'ended')
}

/**
 * Tells a relay of true calls, some of them finished, and then `count` lies about them. No call
 * more, no impossible time, no finished record changed; and whatever was believed of a live call
 * stands among its events.
 */
export async function checkForgedFacts(count: number, seed: number): Promise<void> {
  const relay = await RelayUnderTest.open()
  const captured: Captured[] = []
  const callIds = Array.from({ length: FINISHED + LIVE }, (_, number) => zadarma.pbxCallId(number))
  for (const [number, id] of callIds.entries()) {
    const notices = [zadarma.start(id), zadarma.rings(id, '101'), zadarma.answers(id, '101')]
    if (number < FINISHED) {
      notices.push(zadarma.ends(id, { internal: '101' }), zadarma.records(id, `${number}.75283`))
    }
    await relay.tell(...notices)
    captured.push(...notices.map(fields => ({ fields, signature: zadarma.sign(fields) })))
  }
  const recordsOf = () =>
    new Map(
      relay
        .rows<{ call_id: string; body: string }>('select call_id, body from calls')
        .map(({ call_id, body }) => [call_id, JSON.parse(body) as Call]),
    )
  const before = recordsOf()
  assert.equal(before.size, callIds.length)

  const statuses = new Map<number, number>()
  const believed = new Map<string, number>()
  await inTurns(count, 8, async number => {
    const random = randomOf(seed + number)
    const { fields: told, signature } = random.pick(captured)
    const fields = forged(random, { fields: told, signature }, callIds)
    const body = new URLSearchParams(fields).toString()
    const status = await post({ url: relay.webhook, body, headers: { signature } })
    assert.ok([200, 400, 401, 413].includes(status), `${status} for ${body}`)
    statuses.set(status, (statuses.get(status) ?? 0) + 1)
    if (status === 200 && fields.event !== 'NOTIFY_IVR') {
      const id = fields.pbx_call_id ?? ''
      believed.set(id, (believed.get(id) ?? 0) + 1)
    }
  })

  const after = recordsOf()
  assert.deepEqual([...after.keys()].sort(), [...before.keys()].sort(), 'a call was made up')
  for (const [number, id] of callIds.entries()) {
    const call = after.get(id) as Call
    assertPossible(call, call.state)
    if (number < FINISHED) {
      const { facts: _, agents: __, ...record } = call
      const { facts: ___, agents: ____, ...was } = before.get(id) as Call
      assert.deepEqual(record, was, `the finished call ${id} was changed`)
    }
  }
  assert.ok((statuses.get(200) ?? 0) > count / 20, 'some of them have to get past the signature')
  assert.ok((statuses.get(401) ?? 0) > count / 20, 'some of them have to be refused')
  checkReplays(relay, after, callIds.slice(FINISHED))
  closeConnections()
  await relay.close()
}

/** What is known of a live call follows from its events, which name every webhook believed. */
function checkReplays(
  relay: RelayUnderTest,
  calls: ReadonlyMap<string, Call>,
  callIds: readonly string[],
): void {
  for (const id of callIds) {
    const events = relay
      .rows<{ body: string }>('select body from events where call_id = ? order by seq', id)
      .map(({ body }) => JSON.parse(body))
    const call = calls.get(id) as Call
    for (const agent of call.agents) {
      assert.ok(
        events.some(event => event.agent === agent && event.raw.internal === agent),
        `nothing in the replay of ${id} says why it rang at ${agent}`,
      )
    }
    if (call.state !== 'ended') continue
    const ends = events.filter(event => event.type === 'ended')
    assert.ok(ends.length > 0, `nothing in the replay of ${id} says why it ended`)
    assert.ok(ends.some(event => event.raw.event === 'NOTIFY_END'))
  }
}
