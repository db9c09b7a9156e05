// `npm run bench -- clean [--json]`: how many rows a second the clean-up does, in files and tables,
// and how a file compares with what a host would write with libraries.
import { createReadStream } from 'node:fs'
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { parse } from 'csv-parse'
import { stringify } from 'csv-stringify'
import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { cleanDatabase } from '../../cli/clean/clean-database.js'
import { cleanFile } from '../../cli/clean/clean-file.js'
import { loadEngine } from '../../js-shim/src/core/load-engine.js'
import { fillContacts, postgresDatabases, sqliteDatabases, typedNumber } from '../cli/databases.js'
import { type Figure, printFigures } from './print-figures.js'

const ROWS = 400_000
/** The libraries need minutes for more. */
const PEER_ROWS = 40_000

const figures: Figure[] = []

/** Rows a second, by the clock and by this process's own time on the processor. */
async function measure(name: string, rows: number, work: () => Promise<unknown>) {
  const cpu = process.cpuUsage()
  const began = performance.now()
  await work()
  const seconds = (performance.now() - began) / 1000
  const { user, system } = process.cpuUsage(cpu)
  const speeds = { wall: rows / seconds, cpu: rows / ((user + system) / 1e6) }
  figures.push({ name: `clean.${name}.rows`, value: Math.round(speeds.wall), unit: '1/s' })
  figures.push({ name: `clean.${name}.cpu-rows`, value: Math.round(speeds.cpu), unit: '1/s' })
  return speeds
}

const folder = await mkdtemp(join(tmpdir(), 'deskbell-bench-'))
const engine = await loadEngine()
const policy = { country: 'NL', asInteger: false, dropText: false }
const question = { columns: ['phone'], countryColumn: undefined, hasHeader: true, policy }

const csvRow = (i: number) =>
  `${i},"Jansen, Piet",Bakkerij Zonneveld,${typedNumber(i).typed},piet${i}@example.com,Amersfoort\n`
const csv = (rows: number) =>
  `id,name,company,phone,email,city\n${Array.from({ length: rows }, (_, i) => csvRow(i)).join('')}`
const jsonRow = (i: number) =>
  `${JSON.stringify({ id: i, name: 'Jansen, Piet', phone: typedNumber(i).typed, email: `piet${i}@example.com` })}\n`

async function file(name: string, text: string): Promise<number> {
  const path = join(folder, name)
  await writeFile(path, text)
  const job = {
    ...question,
    input: path,
    output: `${path}.out`,
    inPlace: false,
    report: `${path}.report`,
  }
  // Once to warm up: the second is what a large file is like.
  await cleanFile(engine, job)
  await rm(job.output)
  const { cpu } = await measure(name, ROWS, () => cleanFile(engine, job))
  return cpu
}

async function database(start: typeof sqliteDatabases): Promise<void> {
  const databases = await start()
  const db = await databases.create()
  await fillContacts(db, ROWS)
  await measure(databases.kind, ROWS, () =>
    cleanDatabase(engine, {
      database: db.address,
      table: 'contacts',
      columns: ['phone'],
      countryColumn: undefined,
      policy,
      isDryRun: false,
      index: false,
      report: join(folder, `${databases.kind}.report`),
    }),
  )
  await db.close()
  await databases.close()
}

/** What a host's developer would write: parse, normalise one by one, write. */
async function libraries(): Promise<number> {
  const path = join(folder, 'peer.csv')
  await writeFile(path, csv(PEER_ROWS))
  const { cpu } = await measure('libraries', PEER_ROWS, async () => {
    const rows: string[] = []
    await pipeline(
      createReadStream(path),
      parse({ columns: true }),
      async function* (records: AsyncIterable<Record<string, string>>) {
        for await (const record of records) {
          const number = parsePhoneNumberFromString(record.phone ?? '', 'NL')
          yield number?.isValid() ? { ...record, phone: number.number } : record
        }
      },
      stringify({ header: true }),
      async (chunks: AsyncIterable<string>) => {
        for await (const chunk of chunks) rows.push(chunk)
      },
    )
    await writeFile(`${path}.out`, rows.join(''))
  })
  if ((await stat(`${path}.out`)).size === 0) throw new Error('the libraries wrote nothing')
  return cpu
}

try {
  const own = await file('csv', csv(ROWS))
  await file('ndjson', Array.from({ length: ROWS }, (_, i) => jsonRow(i)).join(''))
  const peer = await libraries()
  figures.push({
    name: 'clean.csv.ratio',
    value: Number((own / peer).toFixed(1)),
    unit: '×',
    against: 'csv-parse, libphonenumber-js/max, csv-stringify; time on the processor',
  })
  await database(sqliteDatabases)
  await database(postgresDatabases)
} finally {
  await rm(folder, { recursive: true, force: true })
}

printFigures(figures)
