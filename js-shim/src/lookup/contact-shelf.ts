import type { Contact } from '../types.js'

/** Contacts whose names are kept: those that the host named last. */
const MOST_CONTACTS = 1000

/** Contacts by id: the directory knows references only, and an agent wants to read names. */
export class ContactShelf {
  readonly #contacts = new Map<string, Contact>()

  /** @returns their ids, in the same order, each once. */
  put(contacts: readonly Contact[]): string[] {
    for (const contact of contacts) {
      this.#contacts.delete(contact.id)
      this.#contacts.set(contact.id, contact)
    }
    const ids = new Set(contacts.map(({ id }) => id))
    for (const id of this.#contacts.keys()) {
      if (this.#contacts.size <= MOST_CONTACTS) break
      this.#contacts.delete(id)
    }
    return [...ids]
  }

  /** The contacts with these ids, or `null` when one is no longer here. */
  take(ids: readonly string[]): Contact[] | null {
    const contacts: Contact[] = []
    for (const id of ids) {
      const contact = this.#contacts.get(id)
      if (!contact) return null
      contacts.push(contact)
    }
    return contacts
  }
}
