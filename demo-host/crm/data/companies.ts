import { type SqlBool, sql } from 'kysely'
import { PAGE_SIZE } from './contacts.js'
import type { CrmData } from './open-database.js'
import { searchPatterns } from './search-text.js'

export interface CompanyRow {
  id: number
  name: string
  city: string
  country: string
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
