import { basename, extname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { loadEngine } from '../../js-shim/src/core/load-engine.js'
import type { Command } from '../command.js'
import { CommandError } from '../command-error.js'
import { cleanDatabase } from './clean-database.js'
import { cleanFile } from './clean-file.js'
import { Progress } from './progress.js'
import { summaryOf } from './summary.js'

const help = `Writes all telephone numbers of a file or a database table in one form: +31413741741.
What is no valid number stays as it is and is reported with the reason.

  deskbell clean FILE --column phone --country NL
  deskbell clean --database URL --table contacts --column phone --country NL

  --column NAME          the column (CSV) or field (JSON) with the numbers; may be repeated,
                         or several with commas between them
  --country NL           assumed for numbers without a country code (ISO 3166)
  --country-column NAME  the column that names each row's own country; --country is for the others
  --as-integer           write digits only, for integer columns: 31413741741
  --drop-text            also where words or an extension beside the number get lost by it
  --dry-run              change nothing, show what would change
  --report FILE          the list of what was changed and what could not be, as CSV

Files are CSV or newline-delimited JSON, of any size; '-' is stdin. Everything but the numbers
stays byte for byte. The result is FILE.clean.csv beside it, the report FILE.clean-report.csv.

  --output FILE          write the result here; '-' is stdout
  --in-place             replace the file, at once and only when all of it is done
  --no-header            the first line is data; columns are then counted from 1

Databases are PostgreSQL (postgres://user@host/name) and SQLite (the path of a file). A password is
taken from PGPASSWORD, ~/.pgpass or the URL. Rows are changed in batches, each one transaction; a
run that was stopped goes on where it was when it is started again.

  --table NAME           or schema.name
  --index                make an index on the column, unless there is one
`

function readOptions(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        column: { type: 'string', multiple: true },
        country: { type: 'string' },
        'country-column': { type: 'string' },
        'as-integer': { type: 'boolean' },
        'drop-text': { type: 'boolean' },
        'dry-run': { type: 'boolean' },
        report: { type: 'string' },
        output: { type: 'string' },
        'in-place': { type: 'boolean' },
        'no-header': { type: 'boolean' },
        database: { type: 'string' },
        table: { type: 'string' },
        index: { type: 'boolean' },
      },
    })
  } catch (problem) {
    throw wrong(problem instanceof Error ? (problem.message.split('. ')[0] ?? '') : '')
  }
}

const wrong = (what: string) => new CommandError(`${what}. See: deskbell help clean`, 2)

type Options = ReturnType<typeof readOptions>

/** What both files and databases are asked. */
function readPolicy({ values }: Options) {
  const columns = (values.column ?? []).flatMap(names => names.split(',')).map(name => name.trim())
  if (columns.length === 0 || columns.includes('')) throw wrong('--column NAME is needed')
  if (new Set(columns).size < columns.length) throw wrong('A --column is named twice')
  const country = (values.country ?? '').toUpperCase()
  if (country !== '' && !/^[A-Z]{2}$/.test(country))
    throw wrong(`--country ${values.country}: two letters (ISO 3166) are needed, such as NL`)
  return {
    columns,
    countryColumn: values['country-column'],
    policy: {
      country,
      asInteger: values['as-integer'] === true,
      dropText: values['drop-text'] === true,
    },
  }
}

/** `contacts.csv` → `contacts.clean.csv`, beside it. */
function beside(path: string, word: string, extension: string): string {
  const name = basename(path, extname(path))
  return join(path, '..', `${name}.${word}${extension}`)
}

async function runFile(options: Options, signal: AbortSignal): Promise<number> {
  const { values, positionals } = options
  const question = readPolicy(options)
  const input = positionals[0] as string
  if (positionals.length > 1) throw wrong('One FILE at a time')
  for (const name of ['table', 'index'] as const)
    if (values[name] !== undefined) throw wrong(`--${name} belongs to --database`)
  const isDryRun = values['dry-run'] === true
  const inPlace = values['in-place'] === true
  if (inPlace && (values.output !== undefined || input === '-'))
    throw wrong('--in-place has no other output than the file')
  if (isDryRun && values.output !== undefined) throw wrong('--dry-run writes no --output')
  const isPipe = input === '-'
  const usual = isPipe ? '-' : inPlace ? input : beside(input, 'clean', extname(input))
  const output = isDryRun ? undefined : (values.output ?? usual)
  const usualReport = isPipe || isDryRun ? undefined : beside(input, 'clean-report', '.csv')
  const report = values.report ?? usualReport
  const job = { ...question, input, output, inPlace, report, hasHeader: !values['no-header'] }

  const engine = await loadEngine()
  const progress = new Progress()
  try {
    const totals = await cleanFile(engine, job, {
      signal,
      onProgress: (rows, read, total) => progress.show(rows, total > 0 ? read / total : null),
    })
    const summary = summaryOf(totals, progress.end(), isDryRun)
    const files = [output === undefined || output === '-' ? '' : `Result: ${output}\n`]
    if (report !== undefined) files.push(`Report: ${report}\n`)
    // Where the result goes to stdout, nothing else may.
    const stream = output === '-' ? process.stderr : process.stdout
    stream.write(`${summary}${files.join('') && '\n'}${files.join('')}`)
    return 0
  } finally {
    progress.end()
  }
}

async function runDatabase(options: Options, signal: AbortSignal): Promise<number> {
  const { values } = options
  const question = readPolicy(options)
  const { database, table, index } = values
  if (database === undefined || table === undefined) throw wrong('--table NAME is needed')
  for (const name of ['output', 'in-place', 'no-header'] as const)
    if (values[name] !== undefined) throw wrong(`--${name} belongs to a FILE`)
  const isDryRun = values['dry-run'] === true
  const usual = `${table.replace(/[^\p{L}\p{N}_.-]/gu, '_')}.clean-report.csv`
  const report = values.report ?? (isDryRun ? undefined : usual)
  const job = { ...question, database, table, report, isDryRun, index: index === true }

  const engine = await loadEngine()
  const progress = new Progress()
  try {
    const totals = await cleanDatabase(engine, job, {
      signal,
      tell: line => process.stderr.write(`${line}\n`),
      onProgress: (rows, total) => progress.show(rows, total > 0 ? rows / total : null),
    })
    process.stdout.write(summaryOf(totals, progress.end(), isDryRun))
    if (report !== undefined) process.stdout.write(`\nReport: ${report}\n`)
    return 0
  } finally {
    progress.end()
  }
}

/** `deskbell clean`. */
export const cleanCommand: Command = {
  help,
  async run(args) {
    const options = readOptions(args)
    const stop = new AbortController()
    const isFile = options.values.database === undefined
    const stopped = new CommandError(
      isFile ? 'Stopped; nothing was changed.' : 'Stopped. Started again, it goes on from here.',
    )
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort(stopped))
    const { values, positionals } = options
    if ((values.database === undefined) === (positionals.length === 0))
      throw wrong('A FILE or a --database is needed')
    return isFile ? runFile(options, stop.signal) : runDatabase(options, stop.signal)
  },
}
