import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { openDatabase } from '../../demo-host/crm/data/open-database.js'
import { isFictional } from '../../demo-host/crm/seed/fictional-numbers.js'
import { seed } from '../../demo-host/crm/seed/seed.js'
import { loadEngine } from '../../js-shim/src/core/load-engine.js'

const engine = await loadEngine()
const data = await openDatabase(':memory:', engine)
const began = performance.now()
assert.equal(await seed(data), true)
const seconds = (performance.now() - began) / 1000
after(() => data.db.destroy())

const numbers = await data.db
  .selectFrom('contact_numbers')
  .select(['e164', 'contact_id', sql<string>`cast(key as text)`.as('key')])
  .execute()
const count = async (table: 'contacts' | 'companies' | 'calls' | 'tasks') =>
  (
    await data.db
      .selectFrom(table)
      .select(eb => eb.fn.countAll<number>().as('n'))
      .execute()
  )[0]?.n ?? 0

test('the CRM is seeded in under three seconds, once', async context => {
  context.diagnostic(`${seconds.toFixed(2)} s`)
  assert.ok(seconds < 3, `${seconds} s`)
  assert.equal(await seed(data), false)
})

test('there are about 2,000 contacts in 600 companies, with calls and tasks', async () => {
  assert.ok((await count('contacts')) >= 2000)
  assert.ok((await count('companies')) >= 600)
  assert.ok((await count('calls')) >= 500)
  assert.ok((await count('tasks')) >= 40)
})

test('the numbers come from at least ten countries and every one is valid', () => {
  const read = numbers.map(({ e164 }) => engine.normalize(e164))
  assert.deepEqual(
    read.filter(({ valid }) => !valid).map(({ e164, reason }) => `${e164} ${reason}`),
    [],
  )
  assert.ok(new Set(read.map(({ country }) => country)).size >= 10)
})

test('no number can belong to a subscriber', () => {
  assert.deepEqual(
    numbers.filter(({ e164 }) => !isFictional(e164)),
    [],
  )
  // The last is libphonenumber's own example for Germany.
  for (const real of [
    '+31413741741',
    '+12125551212',
    '+12125550200',
    '+447911123456',
    '+4930123456',
  ])
    assert.equal(isFictional(real), real === '+4930123456', real)
})

test('a key is the digits of its number', () => {
  for (const { e164, key } of numbers) assert.equal(`+${key}`, e164)
})

test('some contacts share a number and some have several', () => {
  const shared = new Map<string, number>()
  const held = new Map<number, number>()
  for (const { e164, contact_id } of numbers) {
    shared.set(e164, (shared.get(e164) ?? 0) + 1)
    held.set(contact_id, (held.get(contact_id) ?? 0) + 1)
  }
  assert.ok([...shared.values()].filter(n => n > 1).length > 50)
  assert.ok(Math.max(...shared.values()) <= 6)
  assert.ok([...held.values()].filter(n => n > 1).length > 100)
})

test('Anna de Jong is there for tests and README, alone with her number', async () => {
  const rows = await data.db
    .selectFrom('contacts')
    .innerJoin('contact_numbers', 'contact_id', 'contacts.id')
    .innerJoin('companies', 'companies.id', 'company_id')
    .select(['contacts.name', 'companies.name as company', 'role', 'responsible'])
    .where('key', '=', 31612345678n)
    .execute()
  assert.deepEqual(rows, [
    { name: 'Anna de Jong', company: 'Bakkerij Zonneveld', role: 'buyer', responsible: '100' },
  ])
})

test('the same seed gives the same people, and calls lie in the past', async () => {
  const other = await openDatabase(':memory:', engine)
  await seed(other)
  const names = (from: typeof data) =>
    from.db.selectFrom('contacts').select(['id', 'name', 'email']).orderBy('id').execute()
  assert.deepEqual(await names(other), await names(data))
  await other.db.destroy()
  const { late } = await data.db
    .selectFrom('calls')
    .select(eb => eb.fn.max('ended_at').as('late'))
    .executeTakeFirstOrThrow()
  assert.ok((late ?? 0) < Date.now())
})

test('a number is found by the index on its key', async () => {
  const { rows } = await sql<{ detail: string }>`explain query plan
    select contact_id from contact_numbers where key in (${31612345678n}, ${442079460123n})`.execute(
    data.db,
  )
  const plan = rows.map(({ detail }) => detail).join('; ')
  assert.match(plan, /SEARCH contact_numbers USING .*INDEX contact_numbers_by_key/)
  assert.doesNotMatch(plan, /SCAN/)
})
