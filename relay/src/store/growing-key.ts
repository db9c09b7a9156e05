import { type CreateTableBuilder, type Kysely, PostgresAdapter } from 'kysely'

/** A column of numbers that grow and are never given twice: `createTable(…).$call(growingKey(db, 'seq'))`. */
export function growingKey<T>(db: Kysely<T>, name: string) {
  const postgres = db.getExecutor().adapter instanceof PostgresAdapter
  return <Table extends string, Columns extends string>(
    table: CreateTableBuilder<Table, Columns>,
  ): CreateTableBuilder<Table, Columns> =>
    postgres
      ? table.addColumn(name as Columns, 'bigint', column =>
          column.generatedByDefaultAsIdentity().primaryKey(),
        )
      : table.addColumn(name as Columns, 'integer', column => column.primaryKey().autoIncrement())
}
