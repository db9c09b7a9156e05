// A tenant's store: whatever is asked through it is about that tenant, or refused.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Kysely, Migrator, sql } from 'kysely'
import type { CallEvent } from '../../js-shim/src/types.js'
import { eventsAfter } from '../../relay/src/store/all-events.js'
import { openDatabase } from '../../relay/src/store/database.js'
import { isPostgres } from '../../relay/src/store/dialect.js'
import { insertEvent } from '../../relay/src/store/events.js'
import { GroupCommit } from '../../relay/src/store/group-commit.js'
import { migrations } from '../../relay/src/store/migrations.js'
import { postgresDialect } from '../../relay/src/store/postgres.js'
import type { Database, Store } from '../../relay/src/store/schema.js'
import { sqliteDialect } from '../../relay/src/store/sqlite.js'
import { tenantStore } from '../../relay/src/store/tenant-scope.js'
import { POSTGRES_VARIABLE, type TestDatabase, testDatabase } from '../support/databases.js'

let address: TestDatabase
let database: Database
let acme: Store
let other: Store
before(async () => {
  address = await testDatabase()
  database = await openDatabase(address.address)
  acme = tenantStore(database, 'acme')
  other = tenantStore(database, 'other')
})
after(async () => {
  await database.destroy()
  await address.close()
})

const alias = (provider_call_id: string, call_id: string) => ({
  provider: 'p',
  provider_call_id,
  call_id,
})

test('rows of one tenant are added, read, changed and deleted without the other’s', async () => {
  await acme
    .insertInto('call_aliases')
    .values([alias('1', 'a1'), alias('2', 'a2')])
    .execute()
  await other.insertInto('call_aliases').values(alias('1', 'o1')).execute()
  const idsOf = async (store: Store) =>
    (await store.selectFrom('call_aliases').select('call_id').orderBy('call_id').execute()).map(
      each => each.call_id,
    )
  assert.deepEqual([await idsOf(acme), await idsOf(other)], [['a1', 'a2'], ['o1']])
  await acme
    .insertInto('call_aliases')
    .values(alias('1', 'a3'))
    .onConflict(conflict =>
      conflict.columns(['provider', 'provider_call_id']).doUpdateSet({ call_id: 'a3' }),
    )
    .execute()
  assert.deepEqual([await idsOf(acme), await idsOf(other)], [['a2', 'a3'], ['o1']])
  await acme.updateTable('call_aliases').set({ call_id: 'a' }).execute()
  assert.deepEqual([await idsOf(acme), await idsOf(other)], [['a', 'a'], ['o1']])
  await acme.deleteFrom('call_aliases').execute()
  assert.deepEqual([await idsOf(acme), await idsOf(other)], [[], ['o1']])
})

test('in `or`, joins, subqueries, unions and under other names', async () => {
  const seen = (agent: string) => ({ call_id: 'c', agent, since_seq: 1 })
  await acme.insertInto('call_agents').values(seen('101')).execute()
  await other
    .insertInto('call_agents')
    .values([seen('101'), seen('201')])
    .execute()
  await other.insertInto('call_aliases').values(alias('9', 'c')).execute()
  const agents = (rows: { agent: string }[]) => rows.map(({ agent }) => agent).sort()
  const either = acme
    .selectFrom('call_agents')
    .select('agent')
    .where(({ or, eb }) => or([eb('agent', '=', '201'), eb('agent', '=', '101')]))
  assert.deepEqual(agents(await either.execute()), ['101'])
  const joined = acme
    .selectFrom('call_aliases as x')
    .innerJoin('call_agents as y', 'x.call_id', 'y.call_id')
    .select('y.agent')
  assert.deepEqual(await joined.execute(), [])
  const within = acme
    .selectFrom('call_agents as y')
    .select('y.agent')
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('call_aliases as x').select('x.call_id').whereRef('x.call_id', '=', 'y.call_id'),
      ),
    )
  assert.deepEqual(await within.execute(), [])
  const both = acme
    .selectFrom('call_agents')
    .select('agent')
    .unionAll(acme.selectFrom('call_agents').select('agent'))
  assert.deepEqual(agents(await both.execute()), ['101', '101'])
  const derived = acme
    .selectFrom(acme.selectFrom('call_agents').select('agent').as('inner'))
    .select('inner.agent')
  assert.deepEqual(agents(await derived.execute()), ['101'])
})

test('what cannot be bound to a tenant is refused before the database is asked', async () => {
  const refused: [string, () => Promise<unknown>][] = [
    ['SQL as text', () => sql`select * from calls`.execute(acme)],
    ['a change of tables', () => acme.schema.dropTable('calls').execute()],
    [
      'a left join',
      () =>
        acme
          .selectFrom('call_agents as a')
          .leftJoin('call_aliases as x', 'x.call_id', 'a.call_id')
          .selectAll()
          .execute(),
    ],
    [
      'with',
      () =>
        acme
          .with('all_of_them', db => db.selectFrom('calls').selectAll())
          .selectFrom('all_of_them')
          .selectAll()
          .execute(),
    ],
    [
      'rows from a query',
      () =>
        acme
          .insertInto('call_aliases')
          .columns(['provider', 'provider_call_id', 'call_id'])
          .expression(eb =>
            eb.selectFrom('call_aliases').select(['provider', 'provider_call_id', 'call_id']),
          )
          .execute(),
    ],
    [
      'a table that is SQL',
      () => acme.selectFrom(sql<{ body: string }>`calls`.as('c')).select('c.body').execute(),
    ],
  ]
  for (const [what, ask] of refused) await assert.rejects(ask, /tenant|rows with values/, what)
})

test('events of all tenants come in one order, each with the agents of its own', async () => {
  const commits = new GroupCommit(database)
  const event = { callId: 'same', type: 'ringing' } as CallEvent
  for (const tenant of ['acme', 'other', 'acme']) {
    await commits.of(tenant).add(
      async store => {
        const count = await store.selectFrom('events').select('seq').execute()
        const seq = await insertEvent(store, `id ${count.length}`, event)
        if (count.length > 0) return
        const agent = `${tenant}'s`
        await store
          .insertInto('call_agents')
          .values({ call_id: 'same', agent, since_seq: seq })
          .execute()
      },
      () => {},
    )
  }
  const told = await eventsAfter(database, 0, 10)
  assert.deepEqual(
    told.map(({ tenant, members }) => [tenant, [...members.keys()]]),
    [
      ['acme', ["acme's"]],
      ['other', ["other's"]],
      ['acme', ["acme's"]],
    ],
  )
})

test('a database from before there were tenants: all of it is the default tenant’s', async t => {
  const old = await testDatabase()
  t.after(() => old.close())
  const before = new Kysely<Record<string, Record<string, unknown>>>({
    dialect: process.env[POSTGRES_VARIABLE]
      ? postgresDialect(old.address, 'deskbell', true)
      : sqliteDialect(old.address),
  })
  if (isPostgres(before)) await sql`create schema deskbell`.execute(before)
  const earlier = Object.fromEntries(
    Object.entries(migrations).filter(([name]) => name < '0005_tenants'),
  )
  const migrator = new Migrator({
    db: before,
    provider: { getMigrations: async () => earlier },
    migrationTableName: 'deskbell_migrations',
    migrationLockTableName: 'deskbell_migrations_lock',
  })
  assert.equal((await migrator.migrateToLatest()).error, undefined)
  for (const id of ['1', '2', '3']) {
    await before.insertInto('events').values({ id, call_id: 'c', body: '{}' }).execute()
  }
  await before
    .insertInto('settings')
    .values({ name: 'x', version: 1, body: '{}', changed_at: 5 })
    .execute()
  await before.destroy()

  const database = await openDatabase(old.address)
  t.after(() => database.destroy())
  const events = await eventsAfter(database, 0, 10)
  assert.deepEqual(
    events.map(({ tenant, seq }) => [tenant, seq]),
    [
      ['default', 1],
      ['default', 2],
      ['default', 3],
    ],
  )
  const store = tenantStore(database, 'default')
  assert.equal((await store.selectFrom('settings').selectAll().execute()).length, 1)
  const [added] = await store
    .insertInto('events')
    .values({ id: '4', call_id: 'c', body: '{}' })
    .returning('seq')
    .execute()
  assert.equal(Number(added?.seq), 4, 'numbers go on')
})
