import { connect } from './connect.js'
import { migrations } from './migrations.js'
import type { Database } from './schema.js'

/**
 * Opens the relay's database and brings its tables up to date.
 * @param database - `postgres://user@host/name`, or the path of an SQLite file.
 */
export function openDatabase(database: string): Promise<Database> {
  return connect(database, { schema: 'deskbell', migrations })
}
