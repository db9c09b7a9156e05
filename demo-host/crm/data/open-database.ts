import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Kysely } from 'kysely'
import type { Engine } from '../../../js-shim/src/core/engine.js'
import { readAddress } from '../../../relay/src/store/address.js'
import { connect } from '../../../relay/src/store/connect.js'
import { migrations } from './migrations.js'
import type { CrmTables } from './tables.js'

/** What every question to the CRM's data needs. */
export interface CrmData {
  db: Kysely<CrmTables>
  engine: Pick<Engine, 'normalize'>
}

/**
 * Opens (and makes) the CRM's own tables: a file of its own on SQLite, the schema `crm` on PostgreSQL.
 * @param database - A `postgres://` address or a path; `:memory:` for one that is gone afterwards.
 */
export async function openDatabase(
  database: string,
  engine: Pick<Engine, 'normalize'>,
): Promise<CrmData> {
  const address = readAddress(database)
  if (address.kind === 'sqlite' && address.file !== ':memory:')
    mkdirSync(dirname(address.file), { recursive: true })
  return { db: await connect<CrmTables>(database, { schema: 'crm', migrations }), engine }
}
