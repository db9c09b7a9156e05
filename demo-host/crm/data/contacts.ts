import { type Expression, type SqlBool, sql } from 'kysely'
import type { Contact } from '../../../js-shim/src/types.js'
import { prepared } from '../../../relay/src/store/prepared.js'
import { keysOf, readNumber } from './contact-numbers.js'
import type { CrmData } from './open-database.js'
import { searchDigits, searchPatterns, searchText } from './search-text.js'

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

export interface ContactInput {
  name: string
  /** Found by its name, made when there is none; `''` for nobody's. */
  company: string
  role: string
  email: string
  responsible: string | null
  /** As typed; empty ones are left out. */
  numbers: { label: string; number: string }[]
}

/**
 * Makes a contact, or changes the one with `id`.
 * @throws DeskbellError `invalid_number` when a number cannot be read; nothing is changed then.
 */
export async function saveContact(
  data: CrmData,
  input: ContactInput,
  id?: number,
): Promise<number> {
  const numbers = new Map<bigint, { label: string; e164: string }>()
  for (const { label, number } of input.numbers.filter(({ number }) => number.trim() !== '')) {
    const { key, e164 } = await readNumber(data, number)
    numbers.set(key, { label, e164 })
  }
  return data.db.transaction().execute(async db => {
    const within = { ...data, db }
    const fields = {
      name: input.name,
      company_id: await companyNamed(within, input.company),
      role: input.role,
      email: input.email,
      responsible: input.responsible,
      search: searchText(input.name, input.company, input.role, input.email),
    }
    let contactId = id
    if (contactId === undefined) {
      const made = await db
        .insertInto('contacts')
        .values({ ...fields, created_at: Date.now() })
        .returning('id')
        .executeTakeFirstOrThrow()
      contactId = made.id
    } else {
      await db.updateTable('contacts').set(fields).where('id', '=', contactId).execute()
      await db.deleteFrom('contact_numbers').where('contact_id', '=', contactId).execute()
    }
    for (const [key, { label, e164 }] of numbers)
      await addNumber(within, contactId, label, { key, e164 })
    return contactId
  })
}

/** Within a transaction. @param number - E.164, or `''` for one that was withheld. */
export async function createContact(
  data: CrmData,
  name: string,
  number: string,
  responsible: string | null,
): Promise<number> {
  const { id } = await data.db
    .insertInto('contacts')
    .values({
      name,
      company_id: null,
      role: '',
      email: '',
      responsible,
      search: searchText(name),
      created_at: Date.now(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  if (number !== '') await addNumber(data, id, 'other', await readNumber(data, number))
  return id
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

/** Adds a number to a contact; one that it has already stays as it is. */
export async function attachNumber(data: CrmData, id: number, number: string): Promise<void> {
  await addNumber(data, id, 'other', await readNumber(data, number))
}

async function addNumber(
  { db }: CrmData,
  contactId: number,
  label: string,
  { key, e164 }: { key: bigint; e164: string },
): Promise<void> {
  await db
    .insertInto('contact_numbers')
    .values({ contact_id: contactId, label, e164, key })
    .onConflict(conflict => conflict.columns(['contact_id', 'key']).doNothing())
    .execute()
  const owners = await db
    .selectFrom('contact_numbers')
    .select(eb => eb.fn.countAll<number>().as('owners'))
    .where('key', '=', key)
    .executeTakeFirstOrThrow()
  // Earlier calls of a number that nobody owned belong to its one owner; of several, to nobody.
  if (owners.owners === 1)
    await db
      .updateTable('calls')
      .set({ contact_id: contactId })
      .where('client_key', '=', key)
      .where('contact_id', 'is', null)
      .execute()
}

/** Found by its name, made when there is none. */
export async function companyNamed({ db }: CrmData, name: string): Promise<number | null> {
  if (name === '') return null
  const known = await db
    .selectFrom('companies')
    .select('id')
    .where('name', '=', name)
    .executeTakeFirst()
  if (known !== undefined) return known.id
  const made = await db
    .insertInto('companies')
    .values({
      name,
      city: '',
      country: '',
      orders_eur: 0,
      search: searchText(name),
      created_at: Date.now(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return made.id
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
