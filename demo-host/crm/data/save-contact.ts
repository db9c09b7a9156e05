import { readNumber } from './contact-numbers.js'
import type { CrmData } from './open-database.js'
import { searchText } from './search-text.js'

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
