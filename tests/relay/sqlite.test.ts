// What can happen on SQLite only, whose one connection cannot wait for a lock without harm.
import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { Kysely, sql } from 'kysely'
import Libsql from 'libsql'
import { openDatabase } from '../../relay/src/store/database.js'
import { sqliteDialect } from '../../relay/src/store/sqlite.js'

interface Tables {
  notes: { id: number; text: string }
}

async function folderOf(t: test.TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'deskbell-sqlite-'))
  t.after(() => rm(folder, { recursive: true }))
  return folder
}

async function twoStores(t: test.TestContext) {
  const file = join(await folderOf(t), 'notes.db')
  const stores = [1, 2].map(() => new Kysely<Tables>({ dialect: sqliteDialect(file) }))
  const [one, two] = stores as [Kysely<Tables>, Kysely<Tables>]
  t.after(() => Promise.all(stores.map(store => store.destroy())))
  await sql`create table notes (id integer primary key, text text not null)`.execute(one)
  return { file, one, two }
}

test('its files are for their owner only, whatever the umask', async t => {
  const folder = await folderOf(t)
  const umask = process.umask(0)
  const store = await openDatabase(join(folder, 'relay.db')).finally(() => process.umask(umask))
  assert.deepEqual(await readdir(folder), ['relay.db', 'relay.db-shm', 'relay.db-wal'])
  for (const file of await readdir(folder)) {
    assert.equal((await stat(join(folder, file))).mode & 0o777, 0o600, file)
  }
  await store.destroy()
})

test('a single write waits for another process’s transaction, without stopping this one', async t => {
  const { one, two } = await twoStores(t)
  let ticks = 0
  const clock = setInterval(() => ticks++, 10)
  const slow = one.transaction().execute(async within => {
    await within.insertInto('notes').values({ id: 1, text: 'one' }).execute()
    await sleep(300)
  })
  await sleep(50)
  await two.insertInto('notes').values({ id: 2, text: 'two' }).execute()
  await slow
  clearInterval(clock)
  assert.ok(ticks > 5, `${ticks} ticks`)
  assert.equal((await one.selectFrom('notes').selectAll().execute()).length, 2)
})

test('who reads waits for no transaction, sees nothing of it, and all of it afterwards', async t => {
  const { one } = await twoStores(t)
  const seen = async () => (await one.selectFrom('notes').selectAll().execute()).length
  await one.transaction().execute(async within => {
    for (const id of [1, 2]) {
      await within.insertInto('notes').values({ id, text: 'new' }).execute()
      assert.equal(await seen(), 0)
    }
    assert.equal((await within.selectFrom('notes').selectAll().execute()).length, 2)
  })
  assert.equal(await seen(), 2)
  await one.connection().execute(async held => {
    await held.insertInto('notes').values({ id: 3, text: 'its own' }).execute()
    assert.equal((await held.selectFrom('notes').selectAll().execute()).length, 3)
  })
  assert.equal(await seen(), 3)
})

test('a commit leaves the process to others while it waits for the disk', async t => {
  const { one } = await twoStores(t)
  let turns = 0
  let committing = true
  const count = () => {
    turns++
    if (committing) setImmediate(count)
  }
  setImmediate(count)
  for (let id = 1; id <= 20; id++) {
    await one.insertInto('notes').values({ id, text: 'note' }).execute()
  }
  committing = false
  assert.ok(turns >= 20, `${turns} turns of the loop in 20 commits`)
})

test('a write that finds the lock taken for too long fails, and the next one commits', async t => {
  const { file, two } = await twoStores(t)
  const holder = new Libsql(file)
  holder.exec('begin immediate')
  const write = () => two.insertInto('notes').values({ id: 2, text: 'two' }).execute()
  await assert.rejects(write, /locked/)
  await assert.rejects(() => two.transaction().execute(write), /locked/)
  holder.exec('rollback')
  holder.close()
  await two.transaction().execute(async within => {
    await within.insertInto('notes').values({ id: 3, text: 'three' }).execute()
  })
  await write()
  assert.equal((await two.selectFrom('notes').selectAll().execute()).length, 2)
})

test('two that write at once, in transactions and alone: everything is there', async t => {
  const { one, two } = await twoStores(t)
  await Promise.all(
    [one, two].map(async (store, writer) => {
      for (let number = 0; number < 40; number++) {
        const note = { id: number * 2 + writer, text: String(writer) }
        if (number % 2) await store.insertInto('notes').values(note).execute()
        else
          await store.transaction().execute(async within => {
            const seen = await within.selectFrom('notes').selectAll().execute()
            await within
              .insertInto('notes')
              .values({ ...note, text: String(seen.length) })
              .execute()
          })
      }
    }),
  )
  assert.equal((await one.selectFrom('notes').selectAll().execute()).length, 80)
})
