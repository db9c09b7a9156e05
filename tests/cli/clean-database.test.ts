// `deskbell clean --database`: the same on PostgreSQL and SQLite, against a customer's own tables.
import assert from 'node:assert/strict'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, describe, test } from 'node:test'
import { findTable } from '../../cli/clean/clean-database.js'
import { cleanTable } from '../../cli/clean/clean-table.js'
import { openDatabase } from '../../cli/clean/open-database.js'
import { loadEngine } from '../../js-shim/src/core/load-engine.js'
import { readAddress } from '../../relay/src/store/address.js'
import {
  type CustomerDatabase,
  type Databases,
  fillContacts,
  postgresDatabases,
  sqliteDatabases,
  typedNumber,
} from './databases.js'
import { deskbell, startDeskbell } from './run-deskbell.js'

const COUNTS = ['changed', 'unchanged', 'empty', 'unreadable'] as const

for (const [kind, start] of [
  ['PostgreSQL', postgresDatabases],
  ['SQLite', sqliteDatabases],
] as const)
  describe(kind, () => {
    let databases: Databases
    let db: CustomerDatabase
    let root: string
    let cwd: string
    const open: CustomerDatabase[] = []
    before(async () => {
      databases = await start()
      root = await mkdtemp(join(tmpdir(), 'deskbell-clean-'))
    })
    beforeEach(async () => {
      db = await databases.create()
      open.push(db)
      cwd = await mkdtemp(join(root, 'case-'))
    })
    after(async () => {
      for (const each of open) await each.close()
      await databases.close()
      await rm(root, { recursive: true, force: true })
    })

    const arguments_ = (table: string, ...more: string[]) =>
      ['clean', '--database', db.address, '--table', table, '--country', 'NL'].concat(more)
    const clean = (table: string, ...more: string[]) =>
      deskbell(arguments_(table, ...more), { cwd })
    const phones = async () => {
      const rows = await db.run('select phone from contacts order by id')
      return rows.map(({ phone }) => phone ?? '')
    }
    /** The row of a column in the summary. */
    const countsOf = (stdout: Buffer, column = 'phone') => {
      const row = new RegExp(`^${column} +([\\d,]+) +([\\d,]+) +([\\d,]+) +([\\d,]+)$`, 'm')
      const found = row.exec(`${stdout}`) ?? assert.fail(`${stdout}`)
      const numbers = found.slice(1).map(text => Number(text.replaceAll(',', '')))
      return Object.fromEntries(COUNTS.map((name, i) => [name, numbers[i]]))
    }
    const report = async (table = 'contacts') =>
      `${await readFile(join(cwd, `${table}.clean-report.csv`))}`.trimEnd().split('\n').slice(1)

    test('a table of 20,000: each row as it should be, an index, nothing left behind', async () => {
      await fillContacts(db, 20_000)
      const wanted = Array.from({ length: 20_000 }, (_, i) => typedNumber(i).wanted)
      const dry = await clean('contacts', '--column', 'phone', '--dry-run')
      assert.equal(dry.code, 0, dry.stderr)
      const counts = { changed: 10_000, unchanged: 2500, empty: 2500, unreadable: 5000 }
      assert.deepEqual(countsOf(dry.stdout), counts)
      assert.deepEqual(
        await phones(),
        Array.from({ length: 20_000 }, (_, i) => typedNumber(i).typed),
      )
      assert.deepEqual(await readdir(cwd), [])

      const { code, stdout, stderr } = await clean('contacts', '--column', 'phone', '--index')
      assert.equal(code, 0, stderr)
      assert.deepEqual(countsOf(stdout), counts)
      assert.deepEqual(await phones(), wanted)
      assert.match(stderr, /An index on phone was made/)
      const lines = await report()
      assert.equal(lines.length, 15_000)
      assert.equal(lines[0], '1,phone,changed,,0413-100000,+31413100000')
      assert.equal(new Set(lines.map(line => line.split(',')[0])).size, 15_000)
      const tables = await db.run(
        db.kind === 'postgres'
          ? "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'"
          : "select name from sqlite_master where type = 'table'",
      )
      assert.deepEqual(tables, [{ name: 'contacts' }])

      const again = await clean('contacts', '--column', 'phone', '--index')
      assert.deepEqual(countsOf(again.stdout), { ...counts, changed: 0, unchanged: 12_500 })
      assert.match(again.stderr, /has an index already/)
    })

    test('killed half way and started again: nothing lost, nothing twice', async () => {
      await fillContacts(db, 120_000)
      const progress = async () =>
        (
          await db
            .run('select state from deskbell_clean_progress')
            .catch(() => [] as Record<string, unknown>[])
        )[0]?.state as string | undefined
      let kills = 0
      for (;;) {
        const { child, finished } = startDeskbell(arguments_('contacts', '--column', 'phone'), {
          cwd,
        })
        const seen = await progress()
        while (child.exitCode === null && (await progress()) === seen)
          await new Promise(resolve => setTimeout(resolve, 1))
        if (kills < 3 && child.exitCode === null) {
          child.kill('SIGKILL')
          kills++
          await finished
          continue
        }
        const { code, stdout, stderr } = await finished
        assert.equal(code, 0, stderr)
        assert.match(stderr, /this one goes on from there/)
        assert.deepEqual(countsOf(stdout), {
          changed: 60_000,
          unchanged: 15_000,
          empty: 15_000,
          unreadable: 30_000,
        })
        break
      }
      assert.ok(kills >= 2, `killed ${kills} times`)
      const wanted = Array.from({ length: 120_000 }, (_, i) => typedNumber(i).wanted)
      assert.deepEqual(await phones(), wanted)
      const lines = await report()
      assert.equal(lines.length, 90_000)
      assert.equal(new Set(lines).size, 90_000)
      assert.equal(await progress(), undefined)
    })

    test('other programs go on writing meanwhile', async () => {
      await fillContacts(db, 60_000)
      const { child, finished } = startDeskbell(arguments_('contacts', '--column', 'phone'), {
        cwd,
      })
      let writes = 0
      // Each waits for its turn for five seconds at most.
      for (; child.exitCode === null; writes++) {
        await db.run('update contacts set name = $1 where id = $2', `new ${writes}`, writes + 1)
        await new Promise(resolve => setTimeout(resolve, 10))
      }
      const { code, stdout, stderr } = await finished
      assert.equal(code, 0, stderr)
      assert.ok(writes > 10, `${writes} writes`)
      const names = await db.run('select name from contacts where id <= $1 order by id', writes)
      assert.deepEqual(
        names.map(({ name }) => name),
        Array.from({ length: writes }, (_, i) => `new ${i}`),
      )
      assert.equal(countsOf(stdout).changed, 30_000)
    })

    test('hostile names of tables and columns are only names', async () => {
      const column = `ph"one'; drop table contacts; --`
      const quoted = `"${column.replaceAll('"', '""')}"`
      await db.run(
        `create table "we""ird.ta ble" ("the id" text primary key, ${quoted} text, "a.b" text)`,
      )
      await db.run(
        `insert into "we""ird.ta ble" values ('it''s', '0413-741 741', 'DE'), ('x;', '030 23125000', 'DE')`,
      )
      const more = ['--column', column, '--country-column', 'a.b', '--index']
      const { code, stderr } = await clean('we"ird.ta ble', ...more)
      assert.equal(code, 0, stderr)
      const rows = await db.run(`select ${quoted} as phone from "we""ird.ta ble" order by "the id"`)
      assert.deepEqual(rows, [{ phone: '+49413741741' }, { phone: '+493023125000' }])
      const unknown = await clean('we"ird.ta ble', '--column', 'x")')
      assert.equal(unknown.code, 2)
      assert.match(unknown.stderr, /no column 'x"\)'. It has: the id/)
      assert.equal((await clean('nope"', '--column', 'x')).code, 2)
    })

    test('integer columns get digits only, also from numbers that had lost their zero', async () => {
      await db.run('create table contacts (id int primary key, phone bigint)')
      await db.run(
        'insert into contacts values (1, 413741741), (2, 31413741741), (3, 49302312500012), (4, 12)',
      )
      const first = await clean('contacts', '--column', 'phone')
      assert.equal(first.code, 0, first.stderr)
      const wanted = ['31413741741', '31413741741', '49302312500012', '12']
      assert.deepEqual((await phones()).map(String), wanted)
      await clean('contacts', '--column', 'phone')
      assert.deepEqual((await phones()).map(String), wanted)
    })

    test('several columns, a key of two parts, and rows that come between', async () => {
      const without = db.kind === 'sqlite' ? 'without rowid' : ''
      await db.run(
        `create table contacts (org text, id bigint, phone text, mobile text, primary key (org, id)) ${without}`,
      )
      for (let i = 0; i < 300; i++)
        await db.run(
          'insert into contacts values ($1, $2, $3, $4)',
          ['b', 'a', 'B', 'ä'][i % 4],
          i,
          typedNumber(i).typed,
          typedNumber(i + 3).typed,
        )
      const { code, stdout, stderr } = await clean(
        'contacts',
        '--column',
        'phone',
        '--column',
        'mobile',
      )
      assert.equal(code, 0, stderr)
      const rows = await db.run('select id, phone, mobile from contacts')
      for (const { id, phone, mobile } of rows) {
        assert.equal(phone, typedNumber(Number(id)).wanted)
        assert.equal(mobile, typedNumber(Number(id) + 3).wanted)
      }
      assert.match(`${stdout}`, /^300 rows/)
      assert.ok((await report()).some(line => /^a 5,mobile,changed,/.test(line)))
    })

    test('what the database refuses stays, is reported, and holds up no other row', async () => {
      await db.run('create table contacts (id int primary key, phone text unique)')
      for (let i = 0; i < 200; i++)
        await db.run('insert into contacts values ($1, $2)', i, `0413-74${1000 + i}`)
      // Of two spellings of one number the second cannot have the same form.
      await db.run(`insert into contacts values (1000, '0413 741007'), (1001, '0413 741009')`)
      const { code, stdout, stderr } = await clean('contacts', '--column', 'phone')
      assert.equal(code, 0, stderr)
      assert.deepEqual(countsOf(stdout), { changed: 200, unchanged: 0, empty: 0, unreadable: 2 })
      assert.match(`${stdout}`, /the database refused it/)
      assert.deepEqual((await phones()).slice(-2), ['0413 741007', '0413 741009'])
      assert.equal((await phones())[7], '+31413741007')
    })

    test('a value that somebody changes between reading and writing stays theirs', async () => {
      await fillContacts(db, 40)
      const engine = await loadEngine()
      const own = await openDatabase(readAddress(db.address), { isReadOnly: false })
      const question = { table: 'contacts', columns: ['phone'], countryColumn: undefined }
      const table = await findTable(own, question)
      const policy = { country: 'NL', asInteger: false, dropText: false }
      const totals = await cleanTable(
        engine,
        own,
        {
          ...table,
          read: async (inside, key, limit) => {
            const rows = await table.read(inside, key, limit)
            const steal = `update contacts set phone = '020 7946 0999' where id = 1`
            // SQLite has locked the file already: there the other one has to wait.
            if (db.kind === 'postgres') await db.run(steal)
            else
              await assert.rejects(
                db.run('pragma busy_timeout = 0').then(() => db.run(steal)),
                /locked|busy/i,
              )
            return rows
          },
        },
        { policy, isDryRun: false },
      )
      await own.destroy()
      const first = (await phones())[0]
      if (db.kind === 'postgres') {
        assert.equal(first, '020 7946 0999')
        assert.equal(totals.reasons.changed_meanwhile?.count, 1)
      } else assert.equal(first, typedNumber(0).wanted)
      assert.deepEqual((await phones())[1], typedNumber(1).wanted)
    })
  })
