import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { crmServer, record } from './crm-server.js'

const crm = await crmServer()
after(() => crm.close())

const anna = {
  id: '1',
  name: 'Anna de Jong',
  company: 'Bakkerij Zonneveld',
  role: 'buyer',
  responsible: { id: '100', name: 'Sanne Bakker', extension: '100' },
  numbers: ['+31612345678'],
  url: '/contacts/1',
}
const query = (...numbers: string[]) =>
  `/api/contacts?${new URLSearchParams(numbers.map(number => ['number', number]))}`
const stored = (callId: string) =>
  crm.data.db.selectFrom('calls').selectAll().where('call_id', '=', callId).executeTakeFirst()

test('contacts are found exactly, by one number or several', async () => {
  assert.deepEqual(await crm.json(query('+31612345678')), { status: 200, body: [anna] })
  assert.deepEqual((await crm.json(query('+3161234567'))).body, [])
  const { body } = await crm.json(query('+31612345678', '+31851234567', 'nonsense'))
  assert.deepEqual(
    body.map(({ name }: { name: string }) => name),
    ['Anna de Jong', 'Koen Zonneveld', 'Marijke Zonneveld'],
  )
})

test('a search finds words in any order, without accents, in any script, and parts of numbers', async () => {
  const names = async (text: string) =>
    (await crm.json(`/api/contacts?${new URLSearchParams({ search: text })}`)).body.map(
      ({ name }: { name: string }) => name,
    )
  assert.deepEqual(await names('jong anna zonneveld'), ['Anna de Jong'])
  assert.ok((await names('06 123456 78')).includes('Anna de Jong'))
  assert.ok((await names('+31 (0)6 1234')).includes('Anna de Jong'))
  assert.deepEqual(await names('100%'), [])
  assert.deepEqual(await names(' '), [])
  assert.deepEqual((await crm.json('/api/contacts')).body, [])
  assert.deepEqual(await names("'; drop table contacts; --"), [])
  const accents = await names('elise')
  assert.ok(
    accents.some((name: string) => name.startsWith('Élise')),
    accents.join(),
  )
})

test('a contact is made with its number in the one form, and found by it', async () => {
  const { status, body } = await crm.json('/api/contacts', 'POST', {
    name: '  Eva Smit ',
    number: '(0)6- 123 45 679',
    company: 'Bakkerij Smit',
  })
  assert.equal(status, 201)
  assert.equal(body.name, 'Eva Smit')
  assert.equal(body.company, 'Bakkerij Smit')
  assert.deepEqual(body.numbers, ['+31612345679'])
  assert.equal(body.responsible.extension, '100')
  assert.equal(body.url, `/contacts/${body.id}`)
  assert.deepEqual((await crm.json(query('+31612345679'))).body, [body])
})

test('a caller who withheld the number can be made a contact, and a task needs no time', async () => {
  const { status, body } = await crm.json('/api/contacts', 'POST', { name: 'Shy', number: '' })
  assert.equal(status, 201)
  assert.deepEqual(body.numbers, [])
  const task = await crm.json('/api/tasks', 'POST', { title: 'Write to Shy', contactId: body.id })
  assert.equal(task.status, 201)
  const { due_at } = await crm.data.db
    .selectFrom('tasks')
    .select('due_at')
    .where('id', '=', Number(task.body.id))
    .executeTakeFirstOrThrow()
  assert.ok(Math.abs(due_at - Date.now() - 4 * 3_600_000) < 60_000)
})

test('a number is attached once, however often it is asked for', async () => {
  const attach = () => crm.json('/api/contacts/2/numbers', 'POST', { number: '0413-741 741' })
  assert.deepEqual((await attach()).body.numbers, ['+31851234567', '+31413741741'])
  assert.deepEqual((await attach()).body.numbers, ['+31851234567', '+31413741741'])
  assert.equal((await crm.json('/api/contacts/99999/numbers', 'POST', { number: '1' })).status, 404)
})

test('a number that cannot be read is refused and leaves nothing behind', async () => {
  const before = await crm.json('/api/contacts?search=nobody')
  const { status, body } = await crm.json('/api/contacts', 'POST', {
    name: 'Nobody',
    number: 'abc',
  })
  assert.equal(status, 400)
  assert.equal(body.error.code, 'invalid_number')
  assert.deepEqual(await crm.json('/api/contacts?search=nobody'), before)
})

test('a call is stored once; later news completes it and forgets nothing', async () => {
  const callId = 'in_once'
  const save = async (facts: object) =>
    assert.equal(
      (await crm.json(`/api/calls/${callId}`, 'PUT', record({ callId, ...facts }))).status,
      204,
    )
  await save({ note: 'asked for a price' })
  const full = {
    answeredAt: 1_800_000_004_000,
    endedAt: 1_800_000_064_000,
    ringSeconds: 4,
    talkSeconds: 60,
    outcome: 'completed',
    recordingUrl: 'zadarma:1585913205.75283',
    tracking: { utm_source: 'fair' },
  }
  await save(full)
  await save(full)
  await save({ agent: '', line: '' })
  const row = await stored(callId)
  assert.deepEqual(
    { ...row, client_key: undefined },
    {
      call_id: callId,
      provider: 'zadarma',
      direction: 'inbound',
      from_number: '+31612345678',
      to_number: '+31101234567',
      line: '+31101234567',
      agent: '100',
      offered_at: 1_800_000_000_000,
      answered_at: full.answeredAt,
      ended_at: full.endedAt,
      ring_seconds: 4,
      talk_seconds: 60,
      outcome: 'completed',
      contact_id: 1,
      client_key: undefined,
      recording_url: full.recordingUrl,
      note: 'asked for a price',
      tracking: '{"utm_source":"fair"}',
    },
  )
  const { n } = await crm.data.db
    .selectFrom('calls')
    .select(eb => eb.fn.countAll<number>().as('n'))
    .where('call_id', '=', callId)
    .executeTakeFirstOrThrow()
  assert.equal(n, 1)
})

test('an agent’s calls are found by name, company, number and note, newest first', async () => {
  const [first, second] = ['mine-1', 'mine-2']
  const later = Date.now() + 60_000
  const mine = { agent: '100', from: '+31612345678', direction: 'inbound' as const }
  await crm.json(`/api/calls/${first}`, 'PUT', record({ ...mine, callId: first, offeredAt: later }))
  await crm.json(`/api/calls/${second}`, 'PUT', {
    ...record({ ...mine, callId: second, offeredAt: later + 1 }),
    contact: { id: '1', name: 'Anna de Jong' },
    note: '100% rye_bread',
    recordingUrl: 'zadarma:1585913205.75283',
  })
  const ids = async (search: string) =>
    (await crm.json(`/api/calls?${new URLSearchParams({ search })}`)).body
      .map(({ callId }: { callId: string }) => callId)
      .filter((callId: string) => callId.startsWith('mine-'))
  assert.deepEqual(await ids(''), [second, first])
  assert.deepEqual(await ids('RYE'), [second])
  assert.deepEqual(await ids('anna'), [second, first])
  assert.deepEqual(await ids('nobody of that name'), [])
  assert.deepEqual(await ids("'; drop table calls; --"), [])
  const [found] = (await crm.json('/api/calls?search=rye')).body
  assert.equal(found.recordingUrl, `/recordings/${second}`)
  assert.deepEqual(found.contact, { id: '1', name: 'Anna de Jong', company: 'Bakkerij Zonneveld' })
  assert.equal((await crm.json('/api/calls')).status, 400)
})

test('the chosen contact stays; a shared number belongs to nobody until one is chosen', async () => {
  const callId = 'in_shared'
  const put = (facts: object) =>
    crm.json(`/api/calls/${callId}`, 'PUT', record({ callId, from: '+31851234567', ...facts }))
  await put({})
  assert.equal((await stored(callId))?.contact_id, null)
  for (const id of [2, 3])
    assert.match(await crm.page(`/contacts/${id}`), new RegExp(`data-call="${callId}"`))
  await put({ contact: { id: '3', name: 'Marijke Zonneveld' } })
  await put({})
  assert.equal((await stored(callId))?.contact_id, 3)
  assert.doesNotMatch(await crm.page('/contacts/2'), new RegExp(`data-call="${callId}"`))
})

test("an unknown caller's earlier calls come to the contact that gets the number", async () => {
  const callId = 'in_unknown'
  await crm.json(`/api/calls/${callId}`, 'PUT', record({ callId, from: '+442079460999' }))
  assert.equal((await stored(callId))?.contact_id, null)
  const { body } = await crm.json('/api/contacts', 'POST', {
    name: 'Newcomer',
    number: '+442079460999',
  })
  assert.equal((await stored(callId))?.contact_id, Number(body.id))
})

test('a task is made for whoever is signed in', async () => {
  const response = await crm.send('/api/tasks', {
    method: 'POST',
    as: '101',
    body: JSON.stringify({
      title: 'Call back Anna',
      dueAt: Date.now() + 60_000,
      kind: 'callback',
      contactId: '1',
      number: '+31612345678',
      callId: 'in_once',
    }),
  })
  assert.equal(response.status, 201)
  assert.match(await crm.page('/tasks', '101'), /Call back Anna</)
  assert.doesNotMatch(await crm.page('/tasks', '102'), /Call back Anna</)
})

test('what is malformed is refused with a code', async () => {
  const wrong: [string, string, unknown][] = [
    ['POST', '/api/contacts', {}],
    ['POST', '/api/contacts', { name: ' ', number: '+31612345678' }],
    ['POST', '/api/contacts', { name: 'x'.repeat(201), number: '+31612345678' }],
    ['POST', '/api/contacts', { name: ['x'], number: '+31612345678' }],
    ['PUT', '/api/calls/other', record({ callId: 'in_once' })],
    ['PUT', '/api/calls/a', { ...record({ callId: 'a' }), offeredAt: 'soon' }],
    ['PUT', '/api/calls/a', { ...record({ callId: 'a' }), offeredAt: -1 }],
    ['PUT', '/api/calls/a', { ...record({ callId: 'a' }), outcome: 'great' }],
    ['PUT', '/api/calls/a', { ...record({ callId: 'a' }), direction: null }],
    ['POST', '/api/tasks', { dueAt: 1 }],
    ['POST', '/api/tasks', { title: 'x', dueAt: 1e300 }],
  ]
  for (const [method, path, body] of wrong) {
    const answer = await crm.json(path, method, body)
    assert.equal(answer.status, 400, `${method} ${path} ${JSON.stringify(body)}`)
    assert.equal(answer.body.error.code, 'bad_payload')
  }
  assert.equal(await stored('a'), undefined)
  const huge = await crm.json('/api/contacts', 'POST', { name: 'x'.repeat(2_000_000), number: '1' })
  assert.equal(huge.status, 413)
  assert.equal(huge.body.error.code, 'too_large')
  const text = await crm.send('/api/contacts', { method: 'POST', body: '{"name":' })
  assert.equal(text.status, 400)
})

test('only pages of the CRM itself can change anything', async () => {
  const body = JSON.stringify({ name: 'Intruder', number: '+31612345670' })
  const as = (headers: Record<string, string>) =>
    fetch(`${crm.url}/api/contacts`, { method: 'POST', body, headers })
  const json = { 'content-type': 'application/json' }
  assert.equal((await as({ ...json, origin: 'https://evil.example' })).status, 403)
  assert.equal((await as({ ...json, origin: 'null' })).status, 403)
  assert.equal((await as(json)).status, 403)
  assert.equal((await as({ 'content-type': 'text/plain', origin: crm.url })).status, 415)
  const form = await crm.send('/settings', {
    method: 'POST',
    body: new URLSearchParams({ country: 'FR' }),
    headers: { origin: 'https://evil.example' },
  })
  assert.equal(form.status, 403)
  assert.deepEqual((await crm.json('/api/contacts?search=intruder')).body, [])
})

test('a key past 2^53 is stored and found to the last digit', async () => {
  // As long as libphonenumber lets a German number be; the neighbour rounds to the same float.
  const long = '+49301234567890123'
  const neighbour = '+49301234567890122'
  assert.equal(Number(long), Number(neighbour))
  await crm.json('/api/contacts', 'POST', { name: 'Long', number: long })
  const { rows } = await sql<{ key: string }>`select cast(key as text) as key from contact_numbers
    where e164 = ${long}`.execute(crm.data.db)
  assert.deepEqual(rows, [{ key: long.slice(1) }])
  assert.equal((await crm.json(query(long))).body.length, 1)
  assert.equal((await crm.json(query(neighbour))).body.length, 0)
})
