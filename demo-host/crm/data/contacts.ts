import { type Expression, type SqlBool, sql } from 'kysely'
import type { Contact } from '../../../js-shim/src/types.js'
import { prepared } from '../../../relay/src/store/prepared.js'
import { keysOf } from './contact-numbers.js'
import type { CrmData } from './open-database.js'
import { searchDigits, searchPatterns } from './search-text.js'

export const PAGE_SIZE = 50
/** Contacts that a question of the plugin is answered with at most. */
const ANSWER_SIZE = 20

export interface ContactNumber {
  label: string
  e164: string
}

/** A contact as the pages show it. */
export interface ContactRow {
  id: number
  name: string
  companyId: number | null
  company: string | null
  role: string
  email: string
  responsible: string | null
  responsibleName: string | null
  createdAt: number
  numbers: ContactNumber[]
  lastCallAt: number | null
}

function selectContacts({ db }: Pick<CrmData, 'db'>) {
  return db
    .selectFrom('contacts')
    .leftJoin('companies', 'companies.id', 'contacts.company_id')
    .leftJoin('agents', 'agents.extension', 'contacts.responsible')
    .select([
      'contacts.id',
      'contacts.name',
      'contacts.company_id as companyId',
      'companies.name as company',
      'contacts.role',
      'contacts.email',
      'contacts.responsible',
      'agents.name as responsibleName',
      'contacts.created_at as createdAt',
    ])
}

const selectContact = prepared((db: CrmData['db'], { id }: { id: number }) =>
  selectContacts({ db }).where('contacts.id', '=', id),
)

const selectNumbers = prepared((db: CrmData['db'], { ids }: { ids: number[] }) =>
  db
    .selectFrom('contact_numbers')
    .select(['contact_id', 'label', 'e164'])
    .where('contact_id', 'in', ids)
    .orderBy('id'),
)

const selectLastCalls = prepared((db: CrmData['db'], { ids }: { ids: number[] }) =>
  db
    .selectFrom('calls')
    .select(['contact_id', eb => eb.fn.max('offered_at').as('at')])
    .where('contact_id', 'in', ids)
    .groupBy('contact_id'),
)

type Bare = Omit<ContactRow, 'numbers' | 'lastCallAt'>

async function withNumbers({ db }: CrmData, bare: Bare[]): Promise<ContactRow[]> {
  if (bare.length === 0) return []
  const ids = bare.map(({ id }) => id)
  const [numbers, last] = await Promise.all([
    selectNumbers(db, { ids }),
    selectLastCalls(db, { ids }),
  ])
  const lastOf = new Map(last.map(({ contact_id, at }) => [contact_id, at]))
  return bare.map(contact => ({
    ...contact,
    numbers: numbers
      .filter(({ contact_id }) => contact_id === contact.id)
      .map(({ label, e164 }) => ({ label, e164 })),
    lastCallAt: lastOf.get(contact.id) ?? null,
  }))
}

/** What a search means for contacts: every word somewhere, or the digits in one of the numbers. */
function matching(question: string): Expression<SqlBool> {
  const digits = searchDigits(question)
  if (digits !== '')
    return sql<SqlBool>`contacts.id in (select contact_id from contact_numbers where e164 like ${`%${digits}%`})`
  const words = searchPatterns(question).map(
    pattern => sql<SqlBool>`contacts.search like ${pattern} escape '\\'`,
  )
  return words.length === 0 ? sql<SqlBool>`true` : sql<SqlBool>`(${sql.join(words, sql` and `)})`
}

/**
 * One page of the contacts that match, and how many there are in all: by name when something is
 * looked for, otherwise whoever was spoken to last comes first.
 */
export async function listContacts(
  data: CrmData,
  question: string,
  page: number,
): Promise<{ rows: ContactRow[]; total: number }> {
  const { total } = await data.db
    .selectFrom('contacts')
    .select(eb => eb.fn.countAll<number>().as('total'))
    .where(matching(question))
    .executeTakeFirstOrThrow()
  const lastCall = sql`(select max(offered_at) from calls where contact_id = contacts.id)`
  const rows = await selectContacts(data)
    .where(matching(question))
    .orderBy(question === '' ? sql`${lastCall} desc nulls last` : 'contacts.search')
    .orderBy('contacts.search')
    .orderBy('contacts.id')
    .limit(PAGE_SIZE)
    .offset((page - 1) * PAGE_SIZE)
    .execute()
  return { rows: await withNumbers(data, rows), total }
}

export async function contactsOfCompany(data: CrmData, companyId: number): Promise<ContactRow[]> {
  const rows = await selectContacts(data)
    .where('contacts.company_id', '=', companyId)
    .orderBy('contacts.search')
    .execute()
  return withNumbers(data, rows)
}

export async function getContact(data: CrmData, id: number): Promise<ContactRow | undefined> {
  const rows = await selectContact(data.db, { id })
  return (await withNumbers(data, rows))[0]
}

/** The contacts that have one of these numbers, exactly, by the index on the key. */
export async function findByNumbers(data: CrmData, numbers: readonly string[]): Promise<Contact[]> {
  const keys = keysOf(numbers)
  if (keys.length === 0) return []
  const rows = await selectContacts(data)
    .where('contacts.id', 'in', eb =>
      eb.selectFrom('contact_numbers').select('contact_id').where('key', 'in', keys),
    )
    .orderBy('contacts.search')
    .limit(ANSWER_SIZE)
    .execute()
  return (await withNumbers(data, rows)).map(toContact)
}

/** The contacts that match what the agent types while attaching a number. */
export async function searchContacts(data: CrmData, question: string): Promise<Contact[]> {
  const rows = await selectContacts(data)
    .where(matching(question))
    .orderBy('contacts.search')
    .limit(ANSWER_SIZE)
    .execute()
  return (await withNumbers(data, rows)).map(toContact)
}

/** The first contact with exactly this number. */
export async function contactWithNumber({ db }: CrmData, number: string): Promise<number | null> {
  const keys = keysOf([number])
  if (keys.length === 0) return null
  const row = await db
    .selectFrom('contact_numbers')
    .select('contact_id')
    .where('key', 'in', keys)
    .orderBy('contact_id')
    .limit(1)
    .executeTakeFirst()
  return row?.contact_id ?? null
}

/** A contact as the plugin knows it. */
export function toContact(row: ContactRow): Contact {
  return {
    id: String(row.id),
    name: row.name,
    ...(row.company !== null && { company: row.company }),
    ...(row.role !== '' && { role: row.role }),
    ...(row.responsible !== null &&
      row.responsibleName !== null && {
        responsible: { id: row.responsible, name: row.responsibleName, extension: row.responsible },
      }),
    numbers: row.numbers.map(({ e164 }) => e164),
    url: `/contacts/${row.id}`,
  }
}
