import type { Compilable, CompiledQuery, DialectAdapter, Kysely } from 'kysely'
import { scopeOf, TenantScope } from './tenant-scope.js'

// A query with a list in it is another one for each length of the list.
const MOST_FORMS = 100

/** Stands in a query for a value that comes later. */
class Hole {
  constructor(
    readonly name: string,
    /** Its place when the value is a list. */
    readonly index?: number,
  ) {}
}

const TENANT = new Hole('tenant')
const anyTenant = new TenantScope(TENANT)

/** One text for all tenants: the database plans it once. */
// biome-ignore lint/suspicious/noExplicitAny: whatever the tables are
function forAnyTenant<Db extends Kysely<any>>(db: Db): Db {
  return db.withoutPlugins().withPlugin(anyTenant) as Kysely<unknown> as Db
}

/** Holes in the form of the values: a list becomes a list of holes, what is undefined stays so. */
function holesFor<Values extends object>(values: Values): Values {
  const hole = (name: string, value: unknown) => {
    if (value === undefined) return undefined
    return Array.isArray(value) ? value.map((_, index) => new Hole(name, index)) : new Hole(name)
  }
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, hole(name, value)]),
  ) as Values
}

/** What `holesFor` makes of the values, as a text. */
function formOf(values: object): string {
  let form = ''
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined) form += Array.isArray(value) ? `${name}:${value.length},` : `${name},`
  }
  return form
}

function fill<Values extends object>(parameter: unknown, values: Values): unknown {
  if (!(parameter instanceof Hole)) return parameter
  const value = values[parameter.name as keyof Values]
  return parameter.index === undefined ? value : (value as unknown[])[parameter.index]
}

/**
 * A query that is built and compiled once for each database: building one costs more than SQLite
 * needs to carry it out.
 * @param build - The query with `values` in their places. It is not shown what they are, only which
 *   are undefined and how long a list is.
 */
// biome-ignore lint/suspicious/noExplicitAny: whatever the tables are
export function prepared<Db extends Kysely<any>, Values extends object, Row>(
  build: (db: Db, values: Values) => Compilable<Row>,
): (db: Db, values: Values) => Promise<Row[]> {
  // By the adapter, which a database and its transactions share.
  const forms = new WeakMap<DialectAdapter, Map<string, CompiledQuery<Row>>>()
  return async (db, values) => {
    const { adapter } = db.getExecutor()
    const compiled = forms.get(adapter) ?? new Map<string, CompiledQuery<Row>>()
    forms.set(adapter, compiled)
    const scope = scopeOf(db)
    const form = `${scope ? 'tenant ' : ''}${formOf(values)}`
    const query =
      compiled.get(form) ?? build(scope ? forAnyTenant(db) : db, holesFor(values)).compile()
    if (compiled.size >= MOST_FORMS) compiled.clear()
    compiled.set(form, query)
    const parameters = query.parameters.map(each =>
      each === TENANT ? scope?.tenant : fill(each, values),
    )
    const { rows } = await db.executeQuery<Row>({ ...query, parameters })
    return rows
  }
}
