// A query that is built once and asked with other values: of both databases.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openDatabase } from '../../relay/src/store/database.js'
import { prepared } from '../../relay/src/store/prepared.js'
import type { Database, Store } from '../../relay/src/store/schema.js'
import { tenantStore } from '../../relay/src/store/tenant-scope.js'
import { type TestDatabase, testDatabase } from '../support/databases.js'

let database: TestDatabase
let whole: Database
let store: Store
let built = 0

const insertMember = prepared((db: Store, row: { call: string; agent: string; since?: number }) => {
  built++
  const { call: call_id, agent, since: since_seq = 7 } = row
  return db.insertInto('call_agents').values({ call_id, agent, since_seq }).returning('since_seq')
})

const selectCalls = prepared((db: Store, asked: { agents: string[]; since: number }) => {
  built++
  return db
    .selectFrom('call_agents')
    .select(['call_id', 'agent'])
    .where('agent', 'in', asked.agents)
    .where('since_seq', '>=', asked.since)
    .orderBy('call_id')
    .orderBy('agent')
})

before(async () => {
  database = await testDatabase()
  whole = await openDatabase(database.address)
  store = tenantStore(whole, 'acme')
})
after(async () => {
  await whole.destroy()
  await database.close()
})

test('values take their places, what is left out stays out, and it is built once for each form', async () => {
  built = 0
  const members = ['101', "x'; drop table calls; --", '103', '']
  for (const agent of members) await insertMember(store, { call: 'a', agent, since: 1 })
  assert.equal(built, 1)
  const [row] = await insertMember(store, { call: 'b', agent: '101' })
  assert.equal(Number(row?.since_seq), 7)
  await insertMember(store, { call: 'b', agent: '102', since: undefined } as never)
  assert.equal(built, 2)
  const seen = await store.selectFrom('call_agents').selectAll().orderBy('agent').execute()
  assert.deepEqual(seen.map(each => each.agent).sort(), [...members, '101', '102'].sort())
})

test('lists of other lengths are other queries, each with its own values', async () => {
  built = 0
  const calls = async (agents: string[], since: number) =>
    (await selectCalls(store, { agents, since })).map(each => each.call_id + each.agent)
  assert.deepEqual(await calls(['101'], 0), ['a101', 'b101'])
  assert.deepEqual(await calls(['103'], 0), ['a103'])
  assert.deepEqual(await calls(['103', '102'], 0), ['a103', 'b102'])
  assert.deepEqual(await calls(['101', '102'], 7), ['b101', 'b102'])
  assert.equal(built, 2)
  // More lengths than are kept.
  for (let length = 1; length < 250; length++) {
    const strangers = Array.from({ length }, (_, index) => `none-${index}`)
    assert.deepEqual(await calls([...strangers, '103'], 0), ['a103'])
  }
})

test('tenants share what is built, and nothing else', async () => {
  built = 0
  const other = tenantStore(whole, 'other')
  const asked = { agents: ['101', '102', '103'], since: 0 }
  assert.equal((await selectCalls(store, asked)).length, 4)
  assert.deepEqual(await selectCalls(other, asked), [])
  await insertMember(other, { call: 'a', agent: '101', since: 1 })
  assert.deepEqual(await selectCalls(other, asked), [{ call_id: 'a', agent: '101' }])
  assert.equal((await selectCalls(store, asked)).length, 4)
  assert.equal(built, 1)
})

test('in a transaction: seen there at once, and gone with it', async () => {
  const asked = { agents: ['109'], since: 0 }
  const failing = whole.transaction().execute(async transaction => {
    const within = tenantStore(transaction, 'acme')
    await insertMember(within, { call: 'c', agent: '109', since: 1 })
    assert.equal((await selectCalls(within, asked)).length, 1)
    throw new Error('changed its mind')
  })
  await assert.rejects(failing, /changed its mind/)
  assert.deepEqual(await selectCalls(store, asked), [])
  // A statement that failed is asked again.
  await assert.rejects(() => insertMember(store, { call: 'a', agent: '101', since: 1 }))
  await insertMember(store, { call: 'd', agent: '101', since: 1 })
  assert.equal((await selectCalls(store, { agents: ['101'], since: 0 })).length, 3)
})
