import type { Compilable, CompiledQuery, DialectAdapter, Kysely } from 'kysely'

/** Stands in a query for a value that comes later. */
class Hole {
  constructor(readonly name: string) {}
}

const holes = new Proxy({}, { get: (_, name) => new Hole(String(name)) })

/**
 * A query that is built and compiled once for each database: building one costs more than SQLite
 * needs to carry it out.
 * @param build - The query with `values` in their places. It sees no real value: it can neither
 *   look at one nor leave a part out for it, nor put a list in (`in`).
 */
export function prepared<Tables, Values extends object, Row>(
  build: (db: Kysely<Tables>, values: Values) => Compilable<Row>,
): (db: Kysely<Tables>, values: Values) => Promise<Row[]> {
  // Of a database and of its transactions alike.
  const compiled = new WeakMap<DialectAdapter, CompiledQuery<Row>>()
  return async (db, values) => {
    const { adapter } = db.getExecutor()
    const query = compiled.get(adapter) ?? build(db, holes as Values).compile()
    compiled.set(adapter, query)
    const parameters = query.parameters.map(each =>
      each instanceof Hole ? values[each.name as keyof Values] : each,
    )
    const { rows } = await db.executeQuery<Row>({ ...query, parameters })
    return rows
  }
}
