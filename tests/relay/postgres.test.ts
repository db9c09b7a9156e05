// What can happen to a relay on PostgreSQL only. Everything else is proved by the other tests here,
// which run on both databases (tests/support/on-postgres.ts).
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFile, stat } from 'node:fs/promises'
import test, { after, before } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { CallEvent } from '../../js-shim/src/types.js'
import { signAgentToken } from '../../relay/src/index.js'
import { eventsAfter } from '../../relay/src/store/all-events.js'
import { openDatabase } from '../../relay/src/store/database.js'
import { callOfEvent, insertEvent } from '../../relay/src/store/events.js'
import { GroupCommit } from '../../relay/src/store/group-commit.js'
import { tenantStore } from '../../relay/src/store/tenant-scope.js'
import { POSTGRES_VARIABLE } from '../support/databases.js'
import {
  POSTGRES_PASSWORD,
  type PostgresServer,
  startPostgres,
  withClient,
} from '../support/postgres.js'
import { CuttingProxy } from './support/cutting-proxy.js'
import { RelayUnderTest, TOKEN_SECRET } from './support/relay-under-test.js'
import { StreamClient } from './support/stream-client.js'
import { until } from './support/until.js'
import * as zadarma from './support/zadarma-notice.js'

let server: PostgresServer
before(async () => {
  server = await startPostgres()
  process.env[POSTGRES_VARIABLE] = server.address()
})
after(() => server.close())

let calls = 0
const nextId = () => zadarma.pbxCallId(++calls)
const storedOf = (relay: RelayUnderTest, id: string) =>
  relay.rows('select seq from events where call_id = ?', id).length

test('an event reaches the streams of another relay on the same database', async () => {
  const one = await RelayUnderTest.open()
  const other = await RelayUnderTest.open({ options: { database: one.database.address } })
  const stream = await other.stream('101')
  const began = performance.now()
  const id = nextId()
  await one.tell(zadarma.start(id), zadarma.rings(id, '101'), zadarma.answers(id, '101'))
  await stream.until(({ told }) => told.includes('answered@101'))
  assert.deepEqual(stream.told, ['offered@', 'ringing@101', 'answered@101'])
  // Sooner than the next look that the relay would take without being told.
  assert.ok(performance.now() - began < 4000)
  stream.close()
  await other.close()
  await one.close()
})

test('what an admin changes at one relay counts at the other with the next call', async () => {
  const one = await RelayUnderTest.open()
  const other = await RelayUnderTest.open({ options: { database: one.database.address } })
  for (let version = 1; version <= 20; version++) {
    const [from, to] = version % 2 ? [one, other] : [other, one]
    await from.settings.put('clients', { lastDigits: 6 + (version % 10) })
    const read = await to.settings.get('clients')
    assert.deepEqual(read, { version, value: { lastDigits: 6 + (version % 10) } })
  }
  const both = await Promise.allSettled(
    [one, other].map(relay => relay.settings.put('clients', { lastDigits: 0 }, 20)),
  )
  const outcomes = both.map(each => (each.status === 'fulfilled' ? each.value : each.reason.code))
  assert.deepEqual(outcomes.sort(), [21, 'conflict'])
  await other.close()
  await one.close()
})

test('a tenant that is suspended at one relay: its streams at the other end', async () => {
  const one = await RelayUnderTest.open()
  const other = await RelayUnderTest.open({ options: { database: one.database.address } })
  await one.tenants.put('acme', { country: 'NL' })
  const agent = { tenant: 'acme', extension: '101', name: 'A' }
  const stream = await StreamClient.open(other.base, await signAgentToken(TOKEN_SECRET, agent))
  await stream.until(({ messages }) => messages.length > 0)
  await one.tenants.suspend('acme')
  await until(() => stream.ended, 'the end of the stream')
  await other.close()
  await one.close()
})

test('the same webhook at two relays at once, 25 times each: one row, all answered 200', async () => {
  const one = await RelayUnderTest.open()
  const other = await RelayUnderTest.open({ options: { database: one.database.address } })
  for (let round = 0; round < 5; round++) {
    const notice = zadarma.rings(nextId(), '101')
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) => (index % 2 ? one : other).notify(notice)),
    )
    assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200]))
    assert.equal(storedOf(one, notice.pbx_call_id ?? ''), 1)
  }
  await other.close()
  await one.close()
})

test('a reader that has read up to an event has missed none before it', async () => {
  const address = await server.createDatabase()
  const stores = await Promise.all([1, 2, 3].map(() => openDatabase(address)))
  const EVENTS = 150
  let writing = stores.length
  const writers = stores.map(async (store, writer) => {
    const commits = new GroupCommit(store).of(`tenant-${writer}`)
    for (let number = 0; number < EVENTS; number++) {
      const id = `${writer}/${number}`
      await commits.add(
        async within => {
          await within.insertInto('events').values({ id, call_id: 'call', body: '{}' }).execute()
          // The number is given, and others have time to overtake.
          await sleep(number % 3)
        },
        () => {},
      )
    }
    writing--
  })
  const reader = await openDatabase(address)
  const read: number[] = []
  for (let last = false; !last; ) {
    last = writing === 0
    for (const { seq } of await eventsAfter(reader, read.at(-1) ?? 0, 50)) read.push(seq)
    if (last) for (const { seq } of await eventsAfter(reader, read.at(-1) ?? 0, 50)) read.push(seq)
  }
  await Promise.all(writers)
  assert.equal(read.length, stores.length * EVENTS)
  for (const store of [...stores, reader]) await store.destroy()
})

test('a text that PostgreSQL cannot keep as it is: kept nearly so, and known again', async () => {
  const database = await openDatabase(await server.createDatabase())
  const store = tenantStore(database, 'acme')
  const event = { callId: 'c\0', type: 'ringing', agent: 'a\0' } as unknown as CallEvent
  await new GroupCommit(database).of('acme').write(async within => {
    await insertEvent(within, 'id\0', event)
  })
  assert.equal(await callOfEvent(store, 'id\0'), 'c\ufffd')
  const [stored] = await eventsAfter(database, 0, 1)
  assert.deepEqual(JSON.parse(stored?.body ?? ''), event)
  await database.destroy()
})

test('a commit whose answer is lost: not 200, the repeat is known, and the streams are told', async t => {
  const address = await server.createDatabase()
  const { proxy, proxied } = await CuttingProxy.open(address)
  const relay = await RelayUnderTest.open({ options: { database: proxied } })
  t.after(() => relay.close())
  const stream = await relay.stream('101')
  const notice = zadarma.rings(nextId(), '101')
  proxy.loseAnswers(1)
  assert.equal((await relay.notify(notice)).status, 503)
  assert.equal(proxy.cut, 1)
  await stream.until(({ told }) => told.length > 0, 10_000)
  assert.equal((await relay.notify(notice)).status, 200)
  await sleep(100)
  assert.deepEqual(stream.told, ['ringing@101'])
  stream.close()
  await proxy.close()
})

test('connections that end in the midst of work: nothing acknowledged is lost, nobody falls over', async t => {
  const relay = await RelayUnderTest.open()
  t.after(() => relay.close())
  const acknowledged: string[] = []
  let sending = true
  const senders = Array.from({ length: 4 }, async () => {
    while (sending) {
      const id = nextId()
      const { status } = await relay.notify(zadarma.rings(id, '101'))
      if (status === 200) acknowledged.push(id)
      else assert.equal(status, 503)
    }
  })
  // On a busy machine the pauses grow until something gets through between them.
  for (let round = 0; round < 20 || (acknowledged.length <= 20 && round < 200); round++) {
    await sleep(40 + 5 * round)
    await withClient(relay.database.address, client =>
      client.query(`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()`),
    )
  }
  sending = false
  await Promise.all(senders)
  assert.ok(acknowledged.length > 20)
  const kept = new Set(
    relay.rows<{ call_id: string }>('select call_id from events').map(row => row.call_id),
  )
  assert.deepEqual(
    acknowledged.filter(id => !kept.has(id)),
    [],
  )
  assert.equal((await relay.notify(zadarma.rings(nextId(), '101'))).status, 200)
})

test('a database that may only be read: 503, never 200', async t => {
  const relay = await RelayUnderTest.open()
  t.after(() => relay.close())
  const name = new URL(relay.database.address).pathname.slice(1)
  const make = (setting: string) =>
    withClient(server.address(), async client => {
      await client.query(`alter database ${name} ${setting}`)
      // It holds for new connections.
      await client.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`,
      )
    })
  const notice = zadarma.rings(nextId(), '101')
  await make('set default_transaction_read_only = on')
  // The first may find its connection gone, which is 503 too.
  for (let i = 0; i < 2; i++) assert.equal((await relay.notify(notice)).status, 503)
  await make('reset default_transaction_read_only')
  await relay.notify(notice)
  assert.equal((await relay.notify(notice)).status, 200)
})

test('a disk that is full: 503, never 200, and all is well when there is room again', async t => {
  const relay = await RelayUnderTest.open()
  t.after(() => relay.close())
  const name = new URL(relay.database.address).pathname.slice(1)
  // No file of the server's new processes can grow past 16 MiB, which is the size of its log's files.
  const limitFiles = async (bytes: string) => {
    const { rows } = await withClient(server.address(), client =>
      client.query<{ folder: string }>(`select current_setting('data_directory') as folder`),
    )
    const [pid = ''] = (await readFile(`${rows[0]?.folder}/postmaster.pid`, 'utf8')).split('\n')
    const { uid, gid } = await stat(`/proc/${pid}`)
    execFileSync('prlimit', ['--pid', pid, `--fsize=${bytes}:unlimited`], { uid, gid })
    await withClient(server.address(), client =>
      client.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`,
      ),
    )
    await sleep(50)
  }
  await relay.database.run(`insert into events (tenant, id, call_id, body)
    select 'default', 'filler ' || n, 'filler', rpad('', 1900, md5(n::text)) from generate_series(1, 10000) n`)
  await limitFiles(String(16 * 1024 * 1024))
  const acknowledged: string[] = []
  let refused = 0
  for (let number = 0; number < 40 && refused < 5; number++) {
    const id = nextId()
    const { status } = await relay.notify(zadarma.rings(id, '101', { filler: 'x'.repeat(1000) }))
    if (status === 200) acknowledged.push(id)
    else refused += status === 503 ? 1 : assert.fail(`status ${status}`)
  }
  assert.equal(refused, 5, 'the disk never was full')
  await limitFiles('unlimited')
  const id = nextId()
  await relay.notify(zadarma.rings(id, '101'))
  assert.equal((await relay.notify(zadarma.rings(id, '101'))).status, 200)
  for (const each of [...acknowledged, id]) assert.equal(storedOf(relay, each), 1)
})

test('a server that is away, and comes back: 503 meanwhile, and everything acknowledged is there', async t => {
  const relay = await RelayUnderTest.open()
  t.after(() => relay.close())
  const stream = await relay.stream('101')
  const [before, meanwhile] = [nextId(), nextId()]
  await relay.tell(zadarma.rings(before, '101'))
  await server.stop('immediate')
  for (let i = 0; i < 3; i++) {
    const { status, text } = await relay.notify(zadarma.rings(meanwhile, '101'))
    assert.equal(status, 503)
    assert.doesNotMatch(text, /ECONN|terminat|connect/, 'nothing of the inside')
  }
  assert.equal((await fetch(`${relay.base}/health`)).status, 503)
  const away = await openDatabase(relay.database.address).catch((problem: Error) => problem)
  assert.match(
    String(away),
    /the database postgres:\/\/deskbell@127\.0\.0\.1:\d+\/\w+ cannot be used/,
  )
  assert.doesNotMatch(String((away as Error).stack), new RegExp(POSTGRES_PASSWORD))
  await server.start()
  assert.equal((await relay.notify(zadarma.rings(meanwhile, '101'))).status, 200)
  assert.deepEqual([storedOf(relay, before), storedOf(relay, meanwhile)], [1, 1])
  await stream.until(({ told }) => told.length === 2, 10_000)
  assert.equal((await fetch(`${relay.base}/health`)).status, 200)
  stream.close()
})
