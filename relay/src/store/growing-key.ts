import { type CreateTableBuilder, type Kysely, sql } from 'kysely'
import { isPostgres } from './dialect.js'

/** A column of numbers that grow and are never given twice: `createTable(…).$call(growingKey(db, 'seq'))`. */
export function growingKey<T>(db: Kysely<T>, name: string) {
  const postgres = isPostgres(db)
  return <Table extends string, Columns extends string>(
    table: CreateTableBuilder<Table, Columns>,
  ): CreateTableBuilder<Table, Columns> =>
    postgres
      ? table.addColumn(name as Columns, 'bigint', column =>
          column.generatedByDefaultAsIdentity().primaryKey(),
        )
      : table.addColumn(name as Columns, 'integer', column => column.primaryKey().autoIncrement())
}

/** After rows were written with keys of their own: the next key is greater. SQLite sees to it alone. */
export async function continueKeys<T>(db: Kysely<T>, table: string, name: string): Promise<void> {
  if (!isPostgres(db)) return
  const greatest = sql`(select max(${sql.ref(name)}) from ${sql.table(table)})`
  await sql`select setval(pg_get_serial_sequence(${table}, ${name}), ${greatest})`.execute(db)
}
