import {
  AliasNode,
  AndNode,
  BinaryOperationNode,
  ColumnNode,
  type DeleteQueryNode,
  IdentifierNode,
  type InsertQueryNode,
  type Kysely,
  type KyselyPlugin,
  type OnConflictNode,
  type OperationNode,
  OperationNodeTransformer,
  OperatorNode,
  ParensNode,
  type PluginTransformQueryArgs,
  type PluginTransformResultArgs,
  PrimitiveValueListNode,
  type QueryId,
  type QueryResult,
  ReferenceNode,
  type RootOperationNode,
  type SelectQueryNode,
  TableNode,
  type UnknownRow,
  type UpdateQueryNode,
  ValueListNode,
  ValueNode,
  ValuesNode,
  WhereNode,
} from 'kysely'
import type { Database, Store } from './schema.js'

const COLUMN = 'tenant'
const SCOPED = ['SelectQueryNode', 'InsertQueryNode', 'UpdateQueryNode', 'DeleteQueryNode']

/**
 * Puts one tenant into every query: a condition on each table that is read, changed or deleted from,
 * a value into each row that is added. What it cannot read (SQL as text, `with`) it refuses.
 */
export class TenantScope implements KyselyPlugin {
  readonly tenant: unknown
  readonly #transformer: ScopeTransformer

  /** @param tenant - Its id, or what stands for it in a query that is compiled ahead. */
  constructor(tenant: unknown) {
    this.tenant = tenant
    this.#transformer = new ScopeTransformer(tenant)
  }

  transformQuery({ node, queryId }: PluginTransformQueryArgs): RootOperationNode {
    if (!SCOPED.includes(node.kind)) throw new Error(`a tenant's store runs no ${node.kind}`)
    return this.#transformer.transformNode(node, queryId)
  }

  async transformResult({ result }: PluginTransformResultArgs): Promise<QueryResult<UnknownRow>> {
    return result
  }
}

/** The database as one tenant's: nothing else can be asked through it. */
export function tenantStore(database: Database, tenant: string): Store {
  return database.withPlugin(new TenantScope(tenant)) as unknown as Store
}

/** The tenant that a handle is for, if it is one tenant's. */
// biome-ignore lint/suspicious/noExplicitAny: whatever the tables are
export function scopeOf(db: Kysely<any>): TenantScope | undefined {
  const { plugins } = db.getExecutor()
  return plugins.find((plugin): plugin is TenantScope => plugin instanceof TenantScope)
}

class ScopeTransformer extends OperationNodeTransformer {
  readonly #tenant: unknown

  constructor(tenant: unknown) {
    super()
    this.#tenant = tenant
  }

  protected override transformSelectQuery(
    node: SelectQueryNode,
    queryId?: QueryId,
  ): SelectQueryNode {
    const inner = super.transformSelectQuery(plain(node), queryId)
    const tables = [...(inner.from?.froms ?? []), ...(inner.joins ?? []).map(joinedTable)]
    return { ...inner, ...this.#where(tables, inner.where) }
  }

  protected override transformUpdateQuery(
    node: UpdateQueryNode,
    queryId?: QueryId,
  ): UpdateQueryNode {
    const inner = super.transformUpdateQuery(plain(node), queryId)
    if (!inner.table || inner.from || inner.joins) throw new Error('an update of one table only')
    return { ...inner, ...this.#where([inner.table], inner.where) }
  }

  protected override transformDeleteQuery(
    node: DeleteQueryNode,
    queryId?: QueryId,
  ): DeleteQueryNode {
    const inner = super.transformDeleteQuery(plain(node), queryId)
    if (inner.using || inner.joins) throw new Error('a deletion from one table only')
    return { ...inner, ...this.#where(inner.from.froms, inner.where) }
  }

  protected override transformInsertQuery(
    node: InsertQueryNode,
    queryId?: QueryId,
  ): InsertQueryNode {
    const inner = super.transformInsertQuery(plain(node), queryId)
    const { values, columns, onConflict } = inner
    if (!values || !ValuesNode.is(values) || !columns) throw new Error('rows with values only')
    return {
      ...inner,
      columns: [...columns, ColumnNode.create(COLUMN)],
      values: ValuesNode.create(
        values.values.map(row =>
          PrimitiveValueListNode.is(row)
            ? PrimitiveValueListNode.create([...row.values, this.#tenant])
            : ValueListNode.create([...row.values, ValueNode.create(this.#tenant)]),
        ),
      ),
      ...(onConflict && { onConflict: ofOneTenant(onConflict) }),
    }
  }

  #where(tables: readonly OperationNode[], where: WhereNode | undefined): { where?: WhereNode } {
    const ours = tables.flatMap(table => this.#condition(table) ?? [])
    const all = [...ours, ...(where ? [ParensNode.create(where.where)] : [])]
    const [first, ...others] = all
    if (!first) return {}
    return {
      where: WhereNode.create(others.reduce<OperationNode>((a, b) => AndNode.create(a, b), first)),
    }
  }

  /** Nothing for what is a query itself, which has its own. */
  #condition(table: OperationNode): OperationNode | null {
    const name = nameOf(table)
    if (name === null) return null
    return BinaryOperationNode.create(
      ReferenceNode.create(ColumnNode.create(COLUMN), TableNode.create(name)),
      OperatorNode.create('='),
      ValueNode.create(this.#tenant),
    )
  }
}

function plain<Node extends { with?: unknown }>(node: Node): Node {
  if (node.with) throw new Error("a tenant's store reads no 'with'")
  return node
}

function joinedTable(join: { joinType: string; table: OperationNode }): OperationNode {
  // The condition stands in `where`, and would make an inner join of any other.
  if (join.joinType !== 'InnerJoin') throw new Error("a tenant's store knows inner joins only")
  return join.table
}

function nameOf(table: OperationNode): string | null {
  if (TableNode.is(table)) return table.table.identifier.name
  if (!AliasNode.is(table)) throw new Error(`a tenant's store reads no ${table.kind}`)
  if (table.node.kind === 'SelectQueryNode') return null
  if (TableNode.is(table.node) && IdentifierNode.is(table.alias)) return table.alias.name
  throw new Error(`a tenant's store reads no ${table.node.kind}`)
}

function ofOneTenant(conflict: OnConflictNode): OnConflictNode {
  if (!conflict.columns) throw new Error('a conflict is named by its columns')
  return { ...conflict, columns: [...conflict.columns, ColumnNode.create(COLUMN)] }
}
