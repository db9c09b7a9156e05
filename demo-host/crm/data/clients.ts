import { sql } from 'kysely'
import type { Client } from '../../../js-shim/src/core/rules.js'
import type { ClientQuestion } from '../../../relay/src/index.js'
import { prepared } from '../../../relay/src/store/prepared.js'
import { type CaseRow, openCases } from './cases.js'
import { keysOf } from './contact-numbers.js'
import { getContact, toContact } from './contacts.js'
import { fieldsOf } from './field-values.js'
import type { CrmData } from './open-database.js'

/** Contacts that share a number and are looked at. */
const MOST_CANDIDATES = 20
/** What matters most first: a task is put on the ticket rather than on the deal. */
const KINDS = ['ticket', 'deal', 'lead'] as const

/** Who is at the other end of a call: the contact, what is open for it, its fields. */
export function findClient(data: CrmData, question: ClientQuestion): Promise<Client> {
  // A caller waits: for the connection once, not for each of the questions.
  return data.db.connection().execute(db => clientOf({ ...data, db }, question))
}

async function clientOf(data: CrmData, question: ClientQuestion): Promise<Client> {
  const ids = await candidates(data, question)
  if (ids.length === 0) return {}
  const open = await openCases(data, ids)
  const id = open[0]?.contactId ?? (ids.length > 1 ? await spokenToLast(data, ids) : ids[0])
  if (id === undefined) return {}
  const [contact, fields] = await Promise.all([getContact(data, id), fieldsOf(data, 'contact', id)])
  if (contact === undefined) return {}
  return {
    contact: toContact(contact),
    open: KINDS.flatMap(kind =>
      open.filter(each => each.kind === kind && each.contactId === contact.id).map(openEntity),
    ),
    fields,
  }
}

function openEntity({ kind, id, responsible, responsibleName }: CaseRow) {
  return {
    type: kind,
    id: String(id),
    ...(responsible !== null && {
      responsible: { id: responsible, name: responsibleName ?? '', extension: responsible },
    }),
  }
}

async function candidates(data: CrmData, question: ClientQuestion): Promise<number[]> {
  const { contact, number, dtmf, lastDigits } = question
  if (contact !== undefined) return /^\d{1,15}$/.test(contact) ? [Number(contact)] : []
  const [key] = keysOf([number])
  if (key === undefined) return dtmf === undefined ? [] : customersWithNumber(data, dtmf)
  const exact = (await selectOwners(data.db, { key })).map(row => row.contact_id)
  if (exact.length > 0 || lastDigits === 0 || number.length <= lastDigits) return exact
  // Written into the statement, so that the index on nine digits fits.
  const modulus = 10n ** BigInt(lastDigits)
  const rows = await ownersOf(data.db)
    .where(sql<boolean>`key % ${sql.raw(String(modulus))} = ${key % modulus}`)
    .execute()
  return rows.map(row => row.contact_id)
}

function ownersOf(db: CrmData['db']) {
  return db.selectFrom('contact_numbers').select('contact_id').distinct().limit(MOST_CANDIDATES)
}

const selectOwners = prepared((db: CrmData['db'], { key }: { key: bigint }) =>
  ownersOf(db).where('key', '=', key),
)

async function customersWithNumber({ db }: CrmData, typed: string): Promise<number[]> {
  const rows = await db
    .selectFrom('field_values')
    .select('entity_id')
    .where('entity', '=', 'contact')
    .where('field', '=', 'customer_number')
    .where('value', '=', typed)
    .limit(MOST_CANDIDATES)
    .execute()
  return rows.map(row => Number(row.entity_id))
}

/** Of several that share a number, whoever was on the telephone last. */
async function spokenToLast({ db }: CrmData, ids: readonly number[]): Promise<number | undefined> {
  const last = await db
    .selectFrom('calls')
    .select('contact_id')
    .where('contact_id', 'in', ids)
    .where('offered_at', 'is not', null)
    .orderBy('offered_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return last?.contact_id ?? Math.min(...ids)
}
