import { type RawBuilder, sql } from 'kysely'
import { CommandError } from '../command-error.js'
import type {
  AnyDatabase,
  RowKey,
  SqlTable,
  TableColumn,
  TableQuestion,
  TableRow,
} from './sql-table.js'

interface ColumnFacts {
  name: string
  number: number
  /** As SQL, made by PostgreSQL itself: `bigint`, `character varying`, `"my schema"."my type"`. */
  type: string
  /** The type below a domain. */
  base: string
  room: number | null
}

const TEXTS = ['text', 'character varying', 'character', 'citext']
/** An `integer` ends at 2,147,483,647, which no number of an own country code fits in. */
const INTEGERS = ['bigint', 'numeric']

/** Finds a table of PostgreSQL. @throws CommandError when it cannot be cleaned */
export async function postgresTable(db: AnyDatabase, question: TableQuestion): Promise<SqlTable> {
  const { id, schema, name, kind } = await findTable(db, question.table)
  const facts = await columnsOf(db, id)
  const find = (wanted: string) => {
    const found = facts.find(fact => fact.name === wanted)
    if (found !== undefined) return found
    const names = facts.map(fact => fact.name).join(', ')
    throw new CommandError(`${question.table} has no column '${wanted}'. It has: ${names}.`, 2)
  }
  const keys = await keyOf(db, id)
  if (keys.length === 0)
    throw new CommandError(`${question.table} has no primary key: its rows cannot be told apart.`)
  const country = question.countryColumn === undefined ? null : find(question.countryColumn)
  const wanted = question.columns.map(column => usable(find(column), keys))
  const table = sql.id(schema, name)
  const key = keys.map(({ name: part }) => sql.id(part))
  const order = sql.join(key)

  return {
    name: `${schema}.${name}`,
    columns: wanted.map(({ column }) => column),
    locksAll: false,

    async count() {
      const { rows } = await sql<{ rows: string }>`
        select greatest(reltuples, 0)::bigint::text as rows from pg_class where oid = ${id}::oid
      `.execute(db)
      // Nobody has counted yet.
      if (rows[0]?.rows !== '0') return Number(rows[0]?.rows)
      const { rows: counted } = await sql<{ rows: string }>`
        select count(*)::text as rows from ${table}`.execute(db)
      return Number(counted[0]?.rows)
    },

    async read(inside, after, limit) {
      const parts = [
        ...key.map((part, i) => sql`${part}::text as ${sql.id(`k${i}`)}`),
        ...wanted.map(({ fact }, i) => sql`${sql.id(fact.name)}::text as ${sql.id(`v${i}`)}`),
        ...(country === null ? [] : [sql`${sql.id(country.name)}::text as country`]),
      ]
      const behind = after === null ? sql`` : sql`where (${order}) > (${typed(after, keys)})`
      const { rows } = await sql<Record<string, string | null>>`
        select ${sql.join(parts)} from ${table} ${behind} order by ${order} limit ${limit}
      `.execute(inside)
      return rows.map(row => rowOf(row, keys.length, wanted.length))
    },

    async write(inside, column, changes) {
      const fact = wanted.find(each => each.column === column)?.fact as ColumnFacts
      const lists = [
        ...keys.map((_, i) => changes.map(change => change.key[i])),
        changes.map(({ before }) => before),
        changes.map(({ after }) => after),
      ]
      const names = [...keys.map((_, i) => `k${i}`), 'before', 'after', 'n']
      const same = keys.map(
        ({ name: part, type }, i) =>
          sql`t.${sql.id(part)} = v.${sql.id(`k${i}`)}::${sql.raw(type)}`,
      )
      const { rows } = await sql<{ n: number }>`
        update ${table} as t set ${sql.id(fact.name)} = v.after::${sql.raw(fact.type)}
        from unnest(${sql.join(lists.map(list => sql`${list}::text[]`))}) with ordinality
          as v(${sql.join(names.map(each => sql.id(each)))})
        where ${sql.join(same, sql` and `)} and t.${sql.id(fact.name)}::text = v.before
        returning v.n::integer as n
      `.execute(inside)
      return new Set(rows.map(({ n }) => n - 1))
    },

    async makeIndex(column) {
      const fact = wanted.find(each => each.column === column)?.fact as ColumnFacts
      const { rows } = await sql`
        select 1 from pg_index where indrelid = ${id}::oid and indkey[0] = ${fact.number}
          and indisvalid and indpred is null
      `.execute(db)
      if (rows.length > 0) return false
      // Others go on writing meanwhile; a partitioned table does not know that way.
      const gently = kind === 'p' ? sql`` : sql`concurrently`
      await sql`create index ${gently} on ${table} (${sql.id(fact.name)})`.execute(db)
      return true
    },
  }
}

async function findTable(db: AnyDatabase, wanted: string) {
  const dot = wanted.indexOf('.')
  const [schema, name] = [wanted.slice(0, Math.max(dot, 0)), wanted.slice(dot + 1)]
  const { rows } = await sql<{ id: string; schema: string; name: string; kind: string }>`
    select c.oid::text as id, n.nspname as schema, c.relname as name, c.relkind as kind
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and (
      (c.relname = ${wanted} and pg_table_is_visible(c.oid))
      or (n.nspname = ${schema} and c.relname = ${name}))
  `.execute(db)
  if (rows[0] === undefined) throw new CommandError(`There is no table '${wanted}'.`, 2)
  return rows[0]
}

async function columnsOf(db: AnyDatabase, id: string): Promise<ColumnFacts[]> {
  const { rows } = await sql<ColumnFacts>`
    select a.attname as name, a.attnum::integer as number,
      format_type(a.atttypid, null) as type,
      format_type(coalesce(nullif(t.typbasetype, 0), t.oid), null) as base,
      case when m.mod > 4 and coalesce(nullif(t.typbasetype, 0), t.oid) in (1042, 1043)
        then m.mod - 4 end as room
    from pg_attribute a join pg_type t on t.oid = a.atttypid
      cross join lateral (
        select case when t.typtype = 'd' then t.typtypmod else a.atttypmod end as mod) m
    where a.attrelid = ${id}::oid and a.attnum > 0 and not a.attisdropped
    order by a.attnum
  `.execute(db)
  return rows
}

async function keyOf(db: AnyDatabase, id: string): Promise<{ name: string; type: string }[]> {
  const { rows } = await sql<{ name: string; type: string }>`
    select a.attname as name, format_type(a.atttypid, null) as type
    from pg_index i cross join unnest(i.indkey) with ordinality as k(number, place)
      join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.number
    where i.indrelid = ${id}::oid and i.indisprimary order by k.place
  `.execute(db)
  return rows
}

function usable(
  fact: ColumnFacts,
  keys: readonly { name: string }[],
): { fact: ColumnFacts; column: TableColumn } {
  const { name, base } = fact
  if (keys.some(key => key.name === name))
    throw new CommandError(`${name} is in the primary key: what refers to it would be lost.`)
  const isInteger = INTEGERS.includes(base)
  if (!isInteger && !TEXTS.includes(base)) {
    const advice = ['integer', 'smallint'].includes(base) ? ': make it bigint' : ''
    throw new CommandError(`${name} is of type ${base}, which cannot hold a number${advice}.`)
  }
  return { fact, column: { name, isInteger, room: fact.room ?? Number.POSITIVE_INFINITY } }
}

/** Key parts as parameters of their types. */
function typed(key: RowKey, keys: readonly { type: string }[]): RawBuilder<unknown> {
  return sql.join(keys.map(({ type }, i) => sql`${key[i]}::${sql.raw(type)}`))
}

function rowOf(row: Record<string, string | null>, keys: number, columns: number): TableRow {
  const key = Array.from({ length: keys }, (_, i) => row[`k${i}`] ?? '')
  return {
    key,
    label: key.join(' '),
    values: Array.from({ length: columns }, (_, i) => row[`v${i}`] ?? ''),
    country: row.country ?? '',
  }
}
