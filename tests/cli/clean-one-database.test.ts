// `deskbell clean --database`: what there is on PostgreSQL only, and on SQLite only.
import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, describe, test } from 'node:test'
import { POSTGRES_PASSWORD } from '../support/postgres.js'
import {
  type CustomerDatabase,
  type Databases,
  fillContacts,
  postgresDatabases,
  sqliteDatabases,
  typedNumber,
} from './databases.js'
import { deskbell } from './run-deskbell.js'

describe('PostgreSQL only', () => {
  let databases: Databases
  let db: CustomerDatabase
  let cwd: string
  before(async () => {
    databases = await postgresDatabases()
    cwd = await mkdtemp(join(tmpdir(), 'deskbell-clean-'))
  })
  beforeEach(async () => {
    await db?.close()
    db = await databases.create()
  })
  after(async () => {
    await db?.close()
    await databases.close()
    await rm(cwd, { recursive: true, force: true })
  })
  const clean = (address: string, more: string[], env?: Record<string, string>) =>
    deskbell(['clean', '--database', address, '--country', 'NL', '--column', 'phone', ...more], {
      cwd,
      env,
    })

  test('narrow, wrong and generated columns, tables without a key, views', async () => {
    await db.run('create schema "My Crm"')
    await db.run(
      'create table "My Crm".contacts (id uuid primary key, phone varchar(12), n int, j json)',
    )
    await db.run(
      `insert into "My Crm".contacts values
        (gen_random_uuid(), '02079460123'), (gen_random_uuid(), '+493012345')`,
    )
    const table = ['--table', 'My Crm.contacts']
    const narrow = await clean(db.address, [...table, '--country', 'GB'])
    assert.equal(narrow.code, 0, narrow.stderr)
    assert.match(`${narrow.stdout}`, /too narrow/)
    const rows = await db.run('select phone from "My Crm".contacts order by phone')
    assert.deepEqual(rows, [{ phone: '+493012345' }, { phone: '02079460123' }])
    const wrong = (column: string) =>
      deskbell(['clean', '--database', db.address, ...table, '--column', column], { cwd })
    assert.match(
      (await wrong('n')).stderr,
      /type integer, which cannot hold a number: make it bigint/,
    )
    assert.match((await wrong('j')).stderr, /type json, which cannot hold a number/)
    assert.match((await wrong('id')).stderr, /primary key/)
    await db.run('create table bare (phone text)')
    await db.run('create view seen as select 1 as id')
    assert.match((await clean(db.address, ['--table', 'bare'])).stderr, /no primary key/)
    assert.match((await clean(db.address, ['--table', 'seen'])).stderr, /no table 'seen'/)
  })

  test('the password is in no output, whatever goes wrong', async () => {
    await fillContacts(db, 10)
    const table = ['--table', 'contacts']
    const url = new URL(db.address)
    const outputs = [await clean(db.address, table)]
    assert.equal(outputs[0]?.code, 0)
    const bare = new URL(url)
    bare.password = ''
    // From the environment and from the file of passwords.
    outputs.push(await clean(bare.href, table, { PGPASSWORD: POSTGRES_PASSWORD }))
    const pass = join(cwd, 'pgpass')
    await writeFile(pass, `127.0.0.1:*:*:*:${POSTGRES_PASSWORD}\n`, { mode: 0o600 })
    outputs.push(await clean(bare.href, table, { PGPASSFILE: pass }))
    for (const output of outputs) assert.equal(output.code, 0, output.stderr)
    const wrong = new URL(url)
    wrong.password = `${POSTGRES_PASSWORD}-wrong`
    const away = new URL(url)
    away.port = '1'
    const nowhere = new URL(url)
    nowhere.pathname = '/nowhere'
    for (const bad of [
      wrong.href,
      away.href,
      nowhere.href,
      url.href.replace('@', '@@:'),
      url.href.replace('postgres:', 'mysql:'),
    ]) {
      const failed = await clean(bad, table)
      assert.notEqual(failed.code, 0, bad)
      assert.ok(failed.stderr.split('\n').length === 2, failed.stderr)
      outputs.push(failed)
    }
    for (const { stdout, stderr } of outputs)
      assert.ok(!`${stdout}${stderr}`.includes(POSTGRES_PASSWORD), stderr)
  })

  test('a row that somebody holds is waited for; two runs at once are not', async () => {
    await fillContacts(db, 100)
    await db.run('create table gate (id int)')
    const { default: pg } = await import('pg')
    const other = new pg.Client(db.address)
    await other.connect()
    await other.query('begin')
    await other.query(`update contacts set phone = 'held' where id = 50`)
    const first = clean(db.address, ['--table', 'contacts'])
    const waiting = async () =>
      (
        await db.run(
          `select 1 from pg_stat_activity where application_name = 'deskbell clean' and wait_event_type = 'Lock'`,
        )
      ).length
    while ((await waiting()) === 0) await new Promise(resolve => setTimeout(resolve, 20))
    const second = await clean(db.address, ['--table', 'contacts'])
    assert.equal(second.code, 1)
    assert.match(second.stderr, /Somebody is cleaning this table/)
    await other.query('commit')
    await other.end()
    const { code, stdout, stderr } = await first
    assert.equal(code, 0, stderr)
    assert.match(`${stdout}`, /somebody changed it meanwhile/)
    assert.deepEqual(await db.run('select phone from contacts where id = 50'), [{ phone: 'held' }])
  })

  test('who may not make tables can clean all the same', async () => {
    await fillContacts(db, 100)
    await db.run(`create role clerk login password '${POSTGRES_PASSWORD}'`)
    await db.run('grant select, update on contacts to clerk')
    const url = new URL(db.address)
    url.username = 'clerk'
    const { code, stderr } = await clean(url.href, ['--table', 'contacts'])
    assert.equal(code, 0, stderr)
    assert.match(stderr, /No table may be made here/)
    assert.deepEqual(await db.run('select phone from contacts where id = 1'), [
      { phone: typedNumber(0).wanted },
    ])
  })
})

test('SQLite: no file is made, none is touched that is no database, its journal stays', async () => {
  const cwd = await mkdtemp(join(tmpdir(), 'deskbell-clean-'))
  const clean = (file: string) =>
    deskbell(['clean', '--database', file, '--table', 't', '--column', 'c'], { cwd })
  await writeFile(join(cwd, 'text.db'), 'no database at all')
  assert.match((await clean('text.db')).stderr, /no SQLite database/)
  assert.match((await clean('none.db')).stderr, /no such file/)
  assert.deepEqual(await readdir(cwd), ['text.db'])
  const databases = await sqliteDatabases()
  const db = await databases.create()
  await fillContacts(db, 10)
  const more = ['--table', 'contacts', '--column', 'phone', '--country', 'NL']
  const { code } = await deskbell(['clean', '--database', `sqlite:${db.address}`, ...more], { cwd })
  assert.equal(code, 0)
  assert.deepEqual(await db.run('pragma journal_mode'), [{ journal_mode: 'delete' }])
  await db.close()
  await databases.close()
  await rm(cwd, { recursive: true })
})
