// The moment in which a reader goes over from reading the database to being handed events. What
// happens there by chance only is brought about here on purpose.
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test, { type TestContext } from 'node:test'
import { Kysely } from 'kysely'
import Libsql from 'libsql'
import { openDatabase } from '../../relay/src/store/database.js'
import type { Database } from '../../relay/src/store/schema.js'
import { sqliteDialect } from '../../relay/src/store/sqlite.js'
import { tenantStore } from '../../relay/src/store/tenant-scope.js'
import { eventFrame } from '../../relay/src/stream/stream-frames.js'
import { StreamHub } from '../../relay/src/stream/stream-hub.js'
import { StreamReader } from '../../relay/src/stream/stream-reader.js'

const TENANT = 'acme'

/** A reader of agent 101 and what was written to it; `onRead` runs when its read has just ended. */
async function setUp(t: TestContext, onRead: (commit: (seq: number) => void) => void) {
  const folder = await mkdtemp(join(tmpdir(), 'deskbell-hand-over-'))
  const file = join(folder, 'relay.db')
  await (await openDatabase(file)).destroy()
  const outside = new Libsql(file)
  const hub = new StreamHub()
  /** What the intake does: the event is in the database, then the hub is told. */
  const commit = (seq: number) => {
    outside
      .prepare('insert into events (seq, tenant, id, call_id, body) values (?, ?, ?, ?, ?)')
      .run(seq, TENANT, `event ${seq}`, 'call', `{"n":${seq}}`)
    outside
      .prepare(
        'insert or ignore into call_agents (tenant, call_id, agent, since_seq) values (?, ?, ?, ?)',
      )
      .run(TENANT, 'call', '101', 1)
    publish(seq)
  }
  const publish = (seq: number) => {
    const members = new Map([['101', 1]])
    hub.publish({ seq, tenant: TENANT, body: `{"n":${seq}}`, members, earlier: [] })
  }
  const database: Database = new Kysely({
    dialect: sqliteDialect(file),
    log: ({ query }) => {
      if (query.sql.includes('"events" as "e"')) onRead(commit)
    },
  })
  t.after(async () => {
    hub.close()
    outside.close()
    await database.destroy()
    await rm(folder, { recursive: true })
  })
  const written: string[] = []
  const response = {
    destroyed: false,
    writableEnded: false,
    writableNeedDrain: false,
    writableLength: 0,
    write: (text: string) => written.push(text),
    end: () => {},
    destroy: () => {},
  }
  const reader = new StreamReader(
    tenantStore(database, TENANT),
    TENANT,
    '101',
    response as unknown as ServerResponse,
  )
  void hub.add(reader)
  return { reader, written, commit, publish }
}

const frames = (...seqs: number[]) => seqs.map(seq => eventFrame(`{"n":${seq}}`, seq))

test('an event that is committed just after a read is read next', async t => {
  let reads = 0
  const { reader, written, commit } = await setUp(t, commitNow => {
    reads++
    if (reads <= 3) commitNow(reads)
  })
  await reader.start(0, Date.now())
  assert.deepEqual(written.slice(1), frames(1, 2, 3))
  commit(4)
  assert.deepEqual(written.slice(1), frames(1, 2, 3, 4))
})

test('an event that was read and is then handed over comes once', async t => {
  const { reader, written, commit, publish } = await setUp(t, () => {})
  commit(1)
  commit(2)
  await reader.start(0, Date.now())
  for (const seq of [1, 2]) publish(seq)
  commit(3)
  assert.deepEqual(written.slice(1), frames(1, 2, 3))
})
