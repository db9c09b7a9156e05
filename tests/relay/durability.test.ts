import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import test from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import Libsql from 'libsql'
import { POSTGRES_VARIABLE, testDatabase } from '../support/databases.js'
import { RelayUnderTest, TOKEN_SECRET, WEBHOOK_TOKEN } from './support/relay-under-test.js'
import * as zadarma from './support/zadarma-notice.js'

const KILLS = 6

async function startProcess(
  database: string,
  within: string[] = [],
): Promise<{ child: ChildProcess; url: string }> {
  const script = fileURLToPath(new URL('./support/relay-process.ts', import.meta.url))
  const secrets = [WEBHOOK_TOKEN, zadarma.ZADARMA_SECRET, TOKEN_SECRET]
  const node = [process.execPath, '--import', 'tsx', script, database, ...secrets]
  const [command = '', ...parameters] = [...within, ...node]
  const child = spawn(command, parameters, {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (!child.stdout) throw new Error('no output')
  const [line] = await once(createInterface(child.stdout), 'line')
  return { child, url: `${line}/webhooks/zadarma/${WEBHOOK_TOKEN}` }
}

const idOf = (row: { call_id: string }) => row.call_id

async function send(url: string, fields: zadarma.Fields): Promise<number> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { signature: zadarma.sign(fields) },
    body: new URLSearchParams(fields),
  })
  await response.arrayBuffer()
  return response.status
}

test(`${KILLS} times kill -9 among webhooks: nothing acknowledged is lost or doubled`, async () => {
  const database = await testDatabase()
  const acknowledged: string[] = []
  let number = 0
  for (let round = 0; round < KILLS; round++) {
    const { child, url } = await startProcess(database.address)
    let alive = true
    // Four senders at once, so that the kill comes into the middle of something.
    const senders = Array.from({ length: 4 }, async () => {
      while (alive) {
        const id = zadarma.pbxCallId(++number)
        try {
          const status = await send(url, zadarma.rings(id, '101'))
          if (status === 200) acknowledged.push(id)
          else assert.fail(`status ${status}`)
        } catch (error) {
          if (error instanceof assert.AssertionError) throw error
          return
        }
      }
    })
    const enough = acknowledged.length + 30 + 17 * round
    while (acknowledged.length < enough) await sleep(1)
    child.kill('SIGKILL')
    await once(child, 'exit')
    alive = false
    await Promise.all(senders)
  }
  const { child, url } = await startProcess(database.address)
  const rows = (table: string) =>
    new Set(database.rows<{ call_id: string }>(`select call_id from ${table}`).map(idOf))
  const [events, calls, agents] = ['events', 'calls', 'call_agents'].map(rows)
  for (const id of acknowledged) {
    // All of an event or nothing of it: also what was made from it.
    assert.ok(events?.has(id) && calls?.has(id) && agents?.has(id), `lost: ${id}`)
  }
  const total = () => database.rows('select seq from events').length
  const before = total()
  for (const id of acknowledged.slice(-20)) {
    assert.equal(await send(url, zadarma.rings(id, '101')), 200)
  }
  assert.equal(total(), before, 'a repeat after the kill is still known')
  child.kill('SIGKILL')
  await once(child, 'exit')
  await database.close()
})

test('a database that is locked: 503, never 200, and all is well afterwards', async () => {
  const relay = await RelayUnderTest.open()
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
  await relay.close()
})

test('a write that fails half way: 503, nothing of the event is kept, and all is well later', async () => {
  const relay = await RelayUnderTest.open()
  await relay.database.run('alter table call_agents rename to put_away')
  const notice = zadarma.rings(zadarma.pbxCallId(1), '101')
  assert.equal((await relay.notify(notice)).status, 503)
  for (const table of ['events', 'calls', 'call_aliases', 'put_away']) {
    assert.equal(relay.count(table), 0, table)
  }
  await relay.database.run('alter table put_away rename to call_agents')
  assert.equal((await relay.notify(notice)).status, 200)
  await relay.close()
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
    limited.child.kill('SIGKILL')
    await once(limited.child, 'exit')
    const { child, url } = await startProcess(databaseFile)
    assert.equal(await send(url, zadarma.rings(zadarma.pbxCallId(9999), '101')), 200)
    const database = new Libsql(databaseFile)
    const events = database.prepare('select call_id from events').all() as { call_id: string }[]
    const kept = new Set(events.map(row => row.call_id))
    for (const id of acknowledged) assert.ok(kept.has(id), `lost: ${id}`)
    database.close()
    child.kill('SIGKILL')
    await once(child, 'exit')
    await rm(folder, { recursive: true })
  },
)
