import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { readReplay } from '../../relay/src/replay/read-replay.js'
import { redactReplay } from '../../relay/src/replay/redact.js'
import { differs, type Replay, replay } from '../../relay/src/replay/replay.js'
import { type ReplayFile, ReplayFileSchema } from '../../relay/src/replay/replay-file.js'
import { decidedWords, stepWords } from '../../relay/src/replay/words.js'
import { RelayUnderTest, theEngine, WEBHOOK_TOKEN } from './support/relay-under-test.js'
import {
  answers,
  ends,
  type Fields,
  outgoing,
  outgoingEnds,
  pbxCallId,
  records,
  rings,
  sign,
  start,
  ZADARMA_SECRET,
} from './support/zadarma-notice.js'

const engine = await theEngine()
const CALL = pbxCallId(1)
const ANNA = { id: '7', name: 'Anna de Jong', company: 'Bakkerij Zonneveld' }

async function exported(relay: RelayUnderTest, callId: string, extension: string) {
  const response = await fetch(`${relay.base}/calls/${callId}/replay`, {
    headers: { authorization: `Bearer ${await relay.token(extension)}` },
  })
  return { response, text: await response.text() }
}

async function fileOf(relay: RelayUnderTest, callId = CALL, extension = '101') {
  const { response, text } = await exported(relay, callId, extension)
  assert.equal(response.status, 200, text)
  return readReplay(text)
}

const sentences = (played: Replay) =>
  played.steps.map(step => {
    const { what, state, notes, ignored, differences } = stepWords(step)
    return [what, state, ...notes, ...ignored, ...differences]
  })

/** A relay that has heard of a call in a muddle: twice, out of order, forged. */
async function muddledCall(): Promise<RelayUnderTest> {
  const relay = await RelayUnderTest.open()
  await relay.tell(start(CALL), rings(CALL, '101'), rings(CALL, '101'), rings(CALL, '102'))
  await relay.tell(answers(CALL, '101'))
  const forged = { ...ends(CALL), caller_id: '442037691999' }
  assert.equal((await relay.notify(forged, { signature: sign(ends(CALL)) })).status, 401)
  await relay.command('101', `/calls/${CALL}/contact`, { contact: ANNA })
  await relay.tell(ends(CALL, { is_recorded: '1', call_id_with_rec: '1.2' }), records(CALL, '1.2'))
  // A captured START is a valid ANSWER of somebody else: it says so after the end.
  await relay.tell(answers(CALL, '103'))
  return relay
}

test('a call is told step by step, with what did not count and why', async () => {
  const relay = await muddledCall()
  try {
    const played = replay(engine, await fileOf(relay))
    assert.equal(differs(played), false)
    const told = sentences(played)
    const all = told.flat().join('\n')
    assert.deepEqual(
      told.map(([what]) => what),
      [
        '+442037691880 calls +442037691881',
        'rings at 101',
        'rings at 101 (second time)',
        'rings at 102',
        '101 answers',
        'ends: completed, 42 s of conversation',
        '101 says it is Anna de Jong (Bakkerij Zonneveld)',
        'a voice message was left',
        'ends: completed, 42 s of conversation',
        'its recording is ready',
        '103 answers',
      ],
    )
    assert.ok(told[1]?.includes('The call is now ringing.'), all)
    assert.ok(told[1]?.includes('At 101 the card opens, the notification shows.'), all)
    assert.ok(told[2]?.includes('Delivered again: nothing changes.'), all)
    assert.ok(told[4]?.includes('At 102 the notification goes, the card closes.'), all)
    assert.match(`${told[5]}`, /Not believed: the signature is missing or wrong/)
    assert.ok(told[7]?.includes('Not counted: somebody answered.'), all)
    assert.ok(told[8]?.includes('The record goes to the CRM.'), all)
    assert.match(`${told[9]}`, /recording zadarma:1\.2/)
    assert.ok(told[10]?.includes('It came after the end: a finished record stands.'), all)
    assert.equal(played.call?.agent, '101')
  } finally {
    await relay.close()
  }
})

test('the file holds the webhooks as they came, and no secret', async () => {
  const relay = await muddledCall()
  try {
    const { response, text } = await exported(relay, CALL, '101')
    assert.match(response.headers.get('content-disposition') ?? '', /^attachment/)
    assert.equal(response.headers.get('cache-control'), 'no-store')
    const file = readReplay(text)
    const bodies = file.deliveries.flatMap(({ webhook }) => webhook?.request.body ?? [])
    assert.equal(bodies[0], new URLSearchParams(start(CALL)).toString())
    assert.deepEqual(
      file.deliveries.map(({ webhook }) => webhook?.signature),
      [...Array(5).fill('verified'), 'wrong', undefined, ...Array(3).fill('verified')],
    )
    assert.ok(file.contains.includes('a name as the CRM has it'))
    for (const secret of [WEBHOOK_TOKEN, ZADARMA_SECRET, sign(start(CALL)), 'Bearer']) {
      assert.ok(!text.includes(secret))
    }
  } finally {
    await relay.close()
  }
})

test('only who sees the call may take its file', async () => {
  const relay = await RelayUnderTest.open()
  try {
    await relay.tell(start(CALL), rings(CALL, '101'))
    assert.equal((await exported(relay, CALL, '101')).response.status, 200)
    assert.equal((await exported(relay, CALL, '105')).response.status, 404)
    assert.equal((await exported(relay, 'in_nothing', '101')).response.status, 404)
    const nobody = await fetch(`${relay.base}/calls/${CALL}/replay`)
    assert.equal(nobody.status, 401)
  } finally {
    await relay.close()
  }
})

test('an edited file is found out: another record, another reading, another state', async () => {
  const relay = await muddledCall()
  try {
    const file = await fileOf(relay)
    const changed = (change: (copy: ReplayFile) => void) => {
      const copy = structuredClone(file)
      change(copy)
      return replay(engine, copy)
    }
    const missed = changed(copy => {
      copy.record.outcome = 'missed'
    })
    assert.deepEqual(missed.differences, [{ field: 'outcome', from: 'missed', to: 'completed' }])
    const reread = changed(copy => {
      const told = copy.deliveries[1]?.told[0]
      if (told?.event) told.event.agent = '109'
    })
    assert.match(`${reread.steps[1]?.differences}`, /reads the webhook otherwise: agent/)
    const unread = changed(copy => {
      const request = copy.deliveries[3]?.webhook?.request
      if (request) request.body = 'event=NOTIFY_NONSENSE'
    })
    assert.match(`${unread.steps[3]?.differences}`, /refuses this webhook/)
    const state = changed(copy => {
      const told = copy.deliveries[1]?.told[0]
      if (told) told.state = 'dialing'
    })
    assert.match(`${state.steps[1]?.differences}`, /it was dialing after this/)
    for (const each of [missed, reread, unread, state]) assert.ok(differs(each))
  } finally {
    await relay.close()
  }
})

test('a click, the webhooks that take it over, and what contradicts', async () => {
  const relay = await RelayUnderTest.open()
  try {
    const { text } = await relay.command('101', '/calls', { to: '+31612345678' })
    const { callId } = JSON.parse(text)
    const out = pbxCallId(9, 'out')
    await relay.tell(outgoing(out, '101', '31612345678'), outgoingEnds(out, '101', '31612345678'))
    await relay.tell({ ...outgoingEnds(out, '101', '31612345678'), event: 'NOTIFY_OUT_START' })
    const played = replay(engine, await fileOf(relay, callId))
    assert.equal(differs(played), false, JSON.stringify(sentences(played)))
    assert.equal(played.file.deliveries[0]?.webhook, undefined)
    assert.equal(played.steps[0]?.event?.provider, 'deskbell')
    assert.match(`${sentences(played)[1]}`, /101 dials \+31612345678 \(second time\)/)
    assert.match(`${sentences(played).at(-1)}`, /Delivered again/)
  } finally {
    await relay.close()
  }
})

test('a redacted file holds no number and no name, and replays as before', async () => {
  const relay = await muddledCall()
  try {
    const hostile: Fields = rings(CALL, '104', {
      caller_id: '+44 (20) 3769-1880',
      x_name: 'Anna de Jong',
    })
    await relay.tell(hostile)
    const file = await fileOf(relay)
    const safe = redactReplay(engine, file)
    const text = JSON.stringify(safe)
    for (const personal of [
      '442037691880',
      '2037691880',
      '3769-1880',
      '442037691881',
      '442037691999',
      'Anna',
      'Jong',
      'Bakkerij',
    ]) {
      assert.ok(JSON.stringify(file).includes(personal) || personal === '3769-1880', personal)
      assert.ok(!text.includes(personal), personal)
    }
    const played = replay(engine, readReplay(text))
    assert.equal(differs(played), false, JSON.stringify(sentences(played)))
    const { from, to, contact, ...rest } = safe.record
    const { from: oldFrom, to: oldTo, contact: oldContact, ...oldRest } = file.record
    assert.deepEqual({ ...rest, line: '' }, { ...oldRest, line: '' })
    assert.notEqual(from, oldFrom)
    assert.equal(engine.normalize(from).kind, engine.normalize(oldFrom).kind)
    assert.equal(engine.normalize(from).valid, true)
    assert.equal(from.length, oldFrom.length)
    assert.equal(contact?.id, oldContact?.id)
    assert.notEqual(contact?.name, oldContact?.name)
    assert.notEqual(to, oldTo)
    // Each by the same wherever it stands.
    const first = safe.deliveries[0]
    assert.match(first?.webhook?.request.body ?? '', new RegExp(`caller_id=${from.slice(1)}&`))
    assert.equal(first?.told[0]?.event?.from, from)
    assert.ok(safe.redacted)
  } finally {
    await relay.close()
  }
})

test('what repeats itself for ever, and what is forged, does not fill the disk', async () => {
  const relay = await RelayUnderTest.open()
  try {
    await relay.tell(start(CALL), rings(CALL, '101'))
    for (let i = 0; i < 130; i++) await relay.tell(rings(CALL, '101'))
    for (let i = 0; i < 20; i++) await relay.notify(rings(pbxCallId(77), '101'), { signature: 'x' })
    await relay.tell(ends(CALL))
    assert.equal(relay.count('deliveries'), 103)
    const played = replay(engine, await fileOf(relay))
    assert.equal(differs(played), false)
    assert.equal(played.call?.state, 'ended')
  } finally {
    await relay.close()
  }
})

test('a call from before the deliveries were kept replays from its events', async () => {
  const relay = await muddledCall()
  try {
    const whole = await fileOf(relay)
    await relay.database.run('delete from deliveries')
    const bare = await fileOf(relay)
    assert.ok(bare.deliveries.length > 5 && bare.deliveries.every(({ webhook }) => !webhook))
    const played = replay(engine, bare)
    assert.equal(differs(played), false)
    assert.deepEqual(bare.record, whole.record)
  } finally {
    await relay.close()
  }
})

test('hostile files are refused or answered, never believed blindly', async () => {
  const refused = (text: string, pattern: RegExp) =>
    assert.throws(() => readReplay(text), { name: 'DeskbellError', message: pattern })
  refused('x', /no JSON/)
  refused('null', /no replay file/)
  refused('{"format":"deskbell-replay","version":2}', /version 2/)
  refused('{"format":"deskbell-replay","version":1}', /bad_payload/)
  refused(' '.repeat(4_000_001), /4 MB/)
  const relay = await muddledCall()
  try {
    const file = await fileOf(relay)
    const told = file.deliveries[0]?.told[0]
    assert.ok(told?.event)
    told.event.from = '\u001b[2J\u202eevil\u0000'
    const [delivery] = file.deliveries
    if (delivery) delete delivery.webhook
    const words = stepWords(replay(engine, file).steps[0] as Replay['steps'][number])
    assert.match(words.what, /^\\u\{1b\}\[2J\\u\{202e\}evil\\u\{0\} calls/)
    const wrong = structuredClone(file) as unknown as { deliveries: { provider: unknown }[] }
    if (wrong.deliveries[1]) wrong.deliveries[1].provider = 5
    refused(JSON.stringify(wrong), /\/deliveries\/1\/provider/)
  } finally {
    await relay.close()
  }
})

test('the documented schema is the one that files are checked by', () => {
  const documented = readFileSync(new URL('../../docs/replay.schema.json', import.meta.url), 'utf8')
  assert.deepEqual(JSON.parse(documented), JSON.parse(JSON.stringify(ReplayFileSchema)))
})

test('what was decided and done, and what the telephone system was answered', async () => {
  const relay = await RelayUnderTest.open()
  relay.crm.contacts.push({ id: '7', name: 'Anna de Jong', numbers: ['+442037691880'] })
  try {
    await relay.tell(start(CALL), rings(CALL, '101'), ends(CALL, { disposition: 'no answer' }))
    const settled = (file: ReplayFile) =>
      file.work !== undefined &&
      file.work.length > 0 &&
      file.work.every(({ state }) => state !== 'due')
    const end = Date.now() + 20_000
    let file = await fileOf(relay)
    while (!settled(file) && Date.now() < end) {
      await new Promise(resolve => setTimeout(resolve, 100))
      file = await fileOf(relay)
    }
    assert.ok(settled(file), JSON.stringify(file.work))
    const played = replay(engine, file)
    assert.equal(differs(played), false, JSON.stringify(played.decided))
    const [decided] = played.decided.map(decidedWords)
    assert.match(decided?.what ?? '', /^At the end the matrix’ row incoming_missed_known fits$/)
    assert.match(
      `${decided?.work}`,
      /^open task on the contact.*: Contact the client: Anna de Jong.*\(done\)$/,
    )
    assert.match(sentences(played).flat().join('\n'), /is answered: show the name Anna de Jong$/m)
    const safe = redactReplay(engine, file)
    assert.ok(!JSON.stringify(safe).includes('Anna'))
    const again = replay(engine, readReplay(JSON.stringify(safe)))
    assert.equal(differs(again), false, JSON.stringify(again.decided))
    // Another row than the matrix has now.
    const other = structuredClone(file)
    for (const each of other.work ?? []) if (each.action.text) each.action.text = 'Something else'
    assert.match(`${replay(engine, other).decided[0]?.differences}`, /fills open_task otherwise/)
  } finally {
    await relay.close()
  }
})
