import type { Contact } from '../types.js'
import { readFields, readId, readList, readText, readUrl } from './values.js'

/** A contact with more numbers than this is no person. */
const MOST_NUMBERS = 50

/**
 * A contact as a host or the relay says it, checked and bounded.
 * `null` when it has no id or no name: nothing could be shown or opened.
 */
export function readContact(value: unknown): Contact | null {
  const fields = readFields(value)
  if (!fields) return null
  const id = readId(fields.id)
  const name = readText(fields.name, 200).trim()
  if (!id || !name) return null
  const contact: Contact = { id, name }
  const company = readText(fields.company, 200)
  if (company) contact.company = company
  const role = readText(fields.role, 200)
  if (role) contact.role = role
  const responsible = readResponsible(fields.responsible)
  if (responsible) contact.responsible = responsible
  const numbers = readList(fields.numbers, MOST_NUMBERS, item => readText(item, 40) || null)
  if (numbers.length > 0) contact.numbers = numbers
  const url = readUrl(fields.url)
  if (url) contact.url = url
  return contact
}

function readResponsible(value: unknown): Contact['responsible'] | null {
  const fields = readFields(value)
  const id = readId(fields?.id)
  const name = readText(fields?.name, 200)
  if (!fields || !id || !name) return null
  const extension = readText(fields.extension, 40)
  return extension ? { id, name, extension } : { id, name }
}

/** At most `limit` contacts; what cannot be read is left out, and one id stands once. */
export function readContacts(value: unknown, limit: number): Contact[] {
  const contacts = new Map<string, Contact>()
  for (const contact of readList(value, limit, readContact)) contacts.set(contact.id, contact)
  return [...contacts.values()]
}
