import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test from 'node:test'
import Libsql from 'libsql'
import { POSTGRES_VARIABLE } from '../support/databases.js'
import { checkKills } from './support/kills.js'
import { kill, startProcess } from './support/relay-in-process.js'
import { RelayUnderTest } from './support/relay-under-test.js'
import * as zadarma from './support/zadarma-notice.js'

const KILLS = 6
const WEBHOOKS = 600

async function send(url: string, fields: zadarma.Fields): Promise<number> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { signature: zadarma.sign(fields) },
    body: new URLSearchParams(fields),
  })
  await response.arrayBuffer()
  return response.status
}

test(`${KILLS} times kill -9 among ${WEBHOOKS} webhooks: nothing acknowledged is lost or doubled`, () =>
  checkKills(KILLS, WEBHOOKS, 9))

test('a database that is locked: 503, never 200, and all is well afterwards', async t => {
  const relay = await RelayUnderTest.open()
  t.after(() => relay.close())
  const id = zadarma.pbxCallId(1)
  const release = await relay.database.lock()
  for (let i = 0; i < 2; i++) {
    const { status, text } = await relay.notify(zadarma.start(id))
    assert.equal(status, 503, text)
    assert.doesNotMatch(text, /SQLITE|lock|timeout/, 'nothing of the inside')
  }
  await release()
  assert.equal((await relay.notify(zadarma.start(id))).status, 200)
  assert.equal(relay.count('events'), 1)
})

test('a write that fails half way: 503, nothing of the event is kept, and all is well later', async t => {
  const relay = await RelayUnderTest.open()
  t.after(() => relay.close())
  await relay.database.run('alter table call_agents rename to put_away')
  const notice = zadarma.rings(zadarma.pbxCallId(1), '101')
  assert.equal((await relay.notify(notice)).status, 503)
  for (const table of ['events', 'calls', 'call_aliases', 'put_away']) {
    assert.equal(relay.count(table), 0, table)
  }
  await relay.database.run('alter table put_away rename to call_agents')
  assert.equal((await relay.notify(notice)).status, 200)
})

const onSqlite = { skip: process.env[POSTGRES_VARIABLE] ? 'limits the files of SQLite' : false }

test(
  'a disk that is full: 503, never 200, and what was acknowledged is kept',
  onSqlite,
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'deskbell-full-'))
    const databaseFile = join(folder, 'relay.db')
    // No file of the process can grow past 2,400 KiB, which for SQLite is a full disk.
    const limited = await startProcess(databaseFile, [
      'bash',
      '-c',
      'trap "" XFSZ; ulimit -f 2400; exec "$@"',
      'bash',
    ])
    const acknowledged: string[] = []
    let refused = 0
    for (let number = 1; refused < 5; number++) {
      const notice = zadarma.rings(zadarma.pbxCallId(number), '101', { filler: 'x'.repeat(8000) })
      const status = await send(limited.url, notice)
      if (status === 200) acknowledged.push(notice.pbx_call_id ?? '')
      else refused += status === 503 ? 1 : assert.fail(`status ${status}`)
      assert.ok(number < 500, 'the disk never was full')
    }
    assert.ok(acknowledged.length > 5)
    await kill(limited)
    const later = await startProcess(databaseFile)
    assert.equal(await send(later.url, zadarma.rings(zadarma.pbxCallId(9999), '101')), 200)
    const database = new Libsql(databaseFile)
    const events = database.prepare('select call_id from events').all() as { call_id: string }[]
    const kept = new Set(events.map(row => row.call_id))
    for (const id of acknowledged) assert.ok(kept.has(id), `lost: ${id}`)
    database.close()
    await kill(later)
    await rm(folder, { recursive: true })
  },
)
