import { sql } from 'kysely'
import { CommandError } from '../command-error.js'
import type { AnyDatabase, SqlTable, TableColumn, TableQuestion } from './sql-table.js'

interface ColumnFacts {
  name: string
  type: string
  /** Place in the primary key, from 1; 0: not in it. */
  pk: number
}

/** Finds a table of SQLite. @throws CommandError when it cannot be cleaned */
export async function sqliteTable(db: AnyDatabase, question: TableQuestion): Promise<SqlTable> {
  const { name, wr } = await findTable(db, question.table)
  const { rows: facts } = await sql<ColumnFacts>`
    select name, type, pk from pragma_table_info(${name})`.execute(db)
  const find = (wanted: string) => {
    const found = facts.find(fact => fact.name.toLowerCase() === wanted.toLowerCase())
    if (found !== undefined) return found
    const names = facts.map(fact => fact.name).join(', ')
    throw new CommandError(`${name} has no column '${wanted}'. It has: ${names}.`, 2)
  }
  const wanted = question.columns.map(column => usable(find(column)))
  const country = question.countryColumn === undefined ? null : find(question.countryColumn)
  const own = facts.filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk)
  const keys = wr === 0 ? [{ name: 'rowid', type: 'INTEGER' }] : own
  if (keys.some(({ type }) => !['INTEGER', 'TEXT'].includes(affinityOf(type))))
    throw new CommandError(`${name} has a primary key that is neither numbers nor text.`)
  const table = sql.id(name)
  const key = keys.map(part => sql.id(part.name))
  const order = sql.join(key)
  /** A JSON list's item as a value of the key's type. */
  const keyItem = (place: number) =>
    sql`cast(json_extract(value, ${`$[${place}]`}) as ${sql.raw(affinityOf(keys[place]?.type ?? ''))})`

  return {
    name,
    columns: wanted,
    locksAll: true,

    async count() {
      const { rows } = await sql<{ rows: number }>`
        select count(*) as rows from ${table}`.execute(db)
      return Number(rows[0]?.rows)
    },

    async read(inside, after, limit) {
      const labels = own.length === 0 ? key : own.map(part => sql.id(part.name))
      const parts = [
        ...key.map((part, i) => sql`cast(${part} as text) as ${sql.id(`k${i}`)}`),
        sql`${sql.join(
          labels.map(label => sql`cast(${label} as text)`),
          sql` || ' ' || `,
        )} as label`,
        ...wanted.map(({ name: column }, i) => {
          const value = sql.id(column)
          return sql`case typeof(${value}) when 'null' then '' when 'blob' then null
            when 'real' then null else cast(${value} as text) end as ${sql.id(`v${i}`)}`
        }),
        ...(country === null ? [] : [sql`cast(${sql.id(country.name)} as text) as country`]),
      ]
      const last = JSON.stringify(after)
      const items = sql.join(keys.map((_, i) => keyItem(i)))
      const behind =
        after === null
          ? sql``
          : sql`where (${order}) > (select ${items} from (select ${last} as value))`
      const { rows } = await sql<Record<string, string | null>>`
        select ${sql.join(parts)} from ${table} ${behind} order by ${order} limit ${limit}
      `.execute(inside)
      return rows.map(row => ({
        key: keys.map((_, i) => row[`k${i}`] ?? ''),
        label: row.label ?? '',
        values: wanted.map((_, i) => row[`v${i}`] ?? null),
        country: row.country ?? '',
      }))
    },

    async write(inside, column, changes) {
      const list = JSON.stringify(
        changes.map(({ key: own, before, after }) => [...own, before, after]),
      )
      const names = [...keys.map((_, i) => sql.id(`k${i}`)), sql`before`, sql`after`]
      const items = [
        ...keys.map((_, i) => keyItem(i)),
        sql`json_extract(value, ${`$[${keys.length}]`})`,
        sql`json_extract(value, ${`$[${keys.length + 1}]`})`,
      ].map((item, i) => sql`${item} as ${names[i]}`)
      const target = sql.id(column.name)
      const same = key.map((part, i) => sql`t.${part} = v.${sql.id(`k${i}`)}`)
      const { rows } = await sql<Record<string, string>>`
        update ${table} as t set ${target} = v.after
        from (select ${sql.join(items)} from json_each(${list})) as v
        where ${sql.join(same, sql` and `)} and cast(t.${target} as text) = v.before
        returning ${sql.join(key.map((part, i) => sql`cast(${part} as text) as ${sql.id(`k${i}`)}`))}
      `.execute(inside)
      if (rows.length === changes.length) return new Set(changes.keys())
      const written = new Set(rows.map(row => JSON.stringify(keys.map((_, i) => row[`k${i}`]))))
      return new Set(
        changes.flatMap((change, i) => (written.has(JSON.stringify(change.key)) ? [i] : [])),
      )
    },

    async makeIndex({ name: column }) {
      const { rows } = await sql`
        select 1 from pragma_index_list(${name}) as l, pragma_index_info(l.name) as i
        where i.seqno = 0 and i.name = ${column} and l.partial = 0
      `.execute(db)
      if (rows.length > 0) return false
      await sql`create index ${sql.id(`${name}_by_${column}`)} on ${table} (${sql.id(column)})`.execute(
        db,
      )
      return true
    },
  }
}

async function findTable(db: AnyDatabase, wanted: string) {
  const { rows } = await sql<{ name: string; wr: number }>`
    select name, wr from pragma_table_list
    where schema = 'main' and type = 'table' and name = ${wanted} collate nocase
  `.execute(db)
  if (rows[0] === undefined) throw new CommandError(`There is no table '${wanted}'.`, 2)
  return { name: rows[0].name, wr: Number(rows[0].wr) }
}

/** As https://sqlite.org/datatype3.html determines it from the declared type. */
function affinityOf(type: string): 'INTEGER' | 'TEXT' | 'BLOB' | 'REAL' | 'NUMERIC' {
  const declared = type.toUpperCase()
  if (declared.includes('INT')) return 'INTEGER'
  if (/CHAR|CLOB|TEXT/.test(declared)) return 'TEXT'
  if (declared === '' || declared.includes('BLOB')) return 'BLOB'
  return /REAL|FLOA|DOUB/.test(declared) ? 'REAL' : 'NUMERIC'
}

function usable({ name, type, pk }: ColumnFacts): TableColumn {
  if (pk > 0)
    throw new CommandError(`${name} is in the primary key: what refers to it would be lost.`)
  const affinity = affinityOf(type)
  if (affinity === 'REAL')
    throw new CommandError(`${name} is of type ${type}, which cannot hold a number.`)
  // A numeric column (also one of the type STRING) makes an integer of +31413741741.
  const isInteger = affinity === 'INTEGER' || affinity === 'NUMERIC'
  return { name, isInteger, room: Number.POSITIVE_INFINITY }
}
