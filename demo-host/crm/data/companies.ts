import { type SqlBool, sql } from 'kysely'
import { DeskbellError } from '../../../js-shim/src/core/deskbell-error.js'
import { PAGE_SIZE } from './contacts.js'
import type { CrmData } from './open-database.js'
import { searchPatterns } from './search-text.js'
import { readSettings } from './settings.js'

export interface CompanyRow {
  id: number
  name: string
  city: string
  country: string
  phone: string
  ordersEur: number
  contacts: number
}

function selectCompanies({ db }: CrmData) {
  return db
    .selectFrom('companies')
    .select([
      'companies.id',
      'companies.name',
      'companies.city',
      'companies.country',
      'companies.phone',
      'companies.orders_eur as ordersEur',
      sql<number>`(select count(*) from contacts where company_id = companies.id)`.as('contacts'),
    ])
}

export async function listCompanies(
  data: CrmData,
  question: string,
  page: number,
): Promise<{ rows: CompanyRow[]; total: number }> {
  const words = searchPatterns(question).map(
    pattern => sql<SqlBool>`companies.search like ${pattern} escape '\\'`,
  )
  const where =
    words.length === 0 ? sql<SqlBool>`true` : sql<SqlBool>`(${sql.join(words, sql` and `)})`
  const { total } = await data.db
    .selectFrom('companies')
    .select(eb => eb.fn.countAll<number>().as('total'))
    .where(where)
    .executeTakeFirstOrThrow()
  const rows = await selectCompanies(data)
    .where(where)
    .orderBy('companies.search')
    .limit(PAGE_SIZE)
    .offset((page - 1) * PAGE_SIZE)
    .execute()
  return { rows, total }
}

export async function getCompany(data: CrmData, id: number): Promise<CompanyRow | undefined> {
  return selectCompanies(data).where('companies.id', '=', id).executeTakeFirst()
}

/**
 * Changes a company's number; it is stored in the one form from the start. `''` takes it away.
 * @throws DeskbellError `invalid_number` when it cannot be read; nothing is changed then
 */
export async function saveCompanyPhone(
  data: CrmData,
  company: CompanyRow,
  text: string,
): Promise<void> {
  const country = company.country || (await readSettings(data)).country
  const { e164 } = data.engine.normalize(text, { country })
  if (e164 === '' && text !== '')
    throw new DeskbellError('invalid_number', `'${text}' is no number`)
  await data.db.updateTable('companies').set({ phone: e164 }).where('id', '=', company.id).execute()
}

/** Names by id. */
export async function namesOfCompanies(
  { db }: CrmData,
  ids: readonly number[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('companies')
    .select(['id', 'name'])
    .where('id', 'in', ids)
    .execute()
  return new Map(rows.map(({ id, name }) => [String(id), name]))
}
