import { DeskbellError } from '../core/deskbell-error.js'
import type { Directory } from '../core/directory.js'
import type { Contact } from '../types.js'
import { ContactShelf } from './contact-shelf.js'

/** Who has one of these numbers (E.164)? A contact's `numbers` say which, where it is several. */
export type AskContacts = (numbers: string[]) => Promise<Contact[]>

/** Numbers in one question. */
const MOST_AT_ONCE = 10
/** An answer as long as this may have been cut. */
const LONGEST_ANSWER = 50
/** Questions that wait for their answers; further numbers wait for one of them. */
const MOST_QUESTIONS = 4
/** Numbers that wait; nobody looks at more names at a time. */
const MOST_WAITING = 1000

interface Waiting {
  promise: Promise<Contact[]>
  resolve: (contacts: Contact[]) => void
  reject: (error: unknown) => void
}

/** What changed in the host's data: a number (E.164), a contact (its id), both; neither: anything. */
export interface ContactChange {
  number?: string
  contact?: string
}

/** What memory says about a number. */
export interface KnownContacts {
  contacts: Contact[]
  /** Told so long ago that the host should be asked again. */
  stale: boolean
}

/**
 * Whose number it is: from memory at once where it is known, from the host where it is not. Questions
 * of one moment go to the host as one, and nobody asks for a number that is being asked for.
 */
export class ContactLookup {
  readonly #directory: Directory
  readonly #ask: AskContacts
  readonly #shelf = new ContactShelf()
  readonly #waiting = new Map<string, Waiting>()
  /** What no question holds yet, in the order in which it came. */
  #next: [number: string, waiting: Waiting][] = []
  #questions = 0
  #scheduled = false
  /** The host was seen to answer for all the numbers of a question, not only for the first. */
  #answersForAll = false
  #disposed = false

  /** @param directory - becomes the look-up's own */
  constructor(directory: Directory, ask: AskContacts) {
    this.#directory = directory
    this.#ask = ask
  }

  /** What is known of a number (E.164), or `null`. */
  known(number: string): KnownContacts | null {
    if (this.#disposed) return null
    const answer = this.#directory.find(number)
    const contacts = answer && this.#shelf.take(answer.contacts)
    return contacts ? { contacts, stale: answer.stale } : null
  }

  /**
   * Asks the host, also when something is known. Rejects with what the host rejected with, or with
   * `DeskbellError` `busy` when too many numbers wait already.
   */
  ask(number: string): Promise<Contact[]> {
    if (this.#disposed)
      return Promise.reject(new DeskbellError('disposed', 'Deskbell was disposed'))
    const asked = this.#waiting.get(number)
    if (asked) return asked.promise
    if (this.#waiting.size >= MOST_WAITING) {
      return Promise.reject(new DeskbellError('busy', `${MOST_WAITING} numbers are looked up`))
    }
    const waiting = makeWaiting()
    this.#waiting.set(number, waiting)
    this.#next.push([number, waiting])
    this.#schedule()
    return waiting.promise
  }

  /** Forgets what changed. */
  invalidate({ number, contact }: ContactChange = {}): void {
    if (this.#disposed) return
    // What was asked before the change may be answered by what was before it.
    if (number !== undefined && contact === undefined) this.#waiting.delete(number)
    else this.#waiting.clear()
    if (number !== undefined) this.#directory.forget(number)
    if (contact !== undefined) this.#directory.forgetContact(contact)
    if (number === undefined && contact === undefined) {
      this.#directory.clear()
      this.#answersForAll = false
    }
  }

  dispose(): void {
    if (this.#disposed) return
    this.#disposed = true
    this.#directory.dispose()
    this.#waiting.clear()
    const error = new DeskbellError('disposed', 'Deskbell was disposed')
    for (const [, waiting] of this.#next.splice(0)) waiting.reject(error)
  }

  #schedule(): void {
    if (this.#scheduled) return
    this.#scheduled = true
    queueMicrotask(() => {
      this.#scheduled = false
      this.#send()
    })
  }

  #send(): void {
    while (this.#next.length > 0 && this.#questions < MOST_QUESTIONS) {
      const question = new Map<string, Waiting>()
      // A number that was invalidated while it waited may come twice; each has its own answer.
      while (this.#next[0] && question.size < MOST_AT_ONCE && !question.has(this.#next[0][0])) {
        question.set(...(this.#next.shift() as [string, Waiting]))
      }
      void this.#question(question)
    }
  }

  async #question(question: Map<string, Waiting>): Promise<void> {
    this.#questions += 1
    try {
      const numbers = [...question.keys()]
      const contacts = await this.#ask(numbers)
      if (numbers.length === 1) this.#settle(question, numbers[0] as string, contacts)
      else this.#settleAll(question, numbers, contacts)
    } catch (error) {
      for (const [number, waiting] of question) {
        if (this.#waiting.get(number) === waiting) this.#waiting.delete(number)
        waiting.reject(error)
      }
    }
    this.#questions -= 1
    this.#send()
  }

  /** A question for several numbers: whoever the answer names no contact for may not have been read. */
  #settleAll(question: Map<string, Waiting>, numbers: string[], contacts: Contact[]): void {
    const has = (number: string) => (contact: Contact) => contact.numbers?.includes(number) ?? false
    const whole = contacts.length < LONGEST_ANSWER
    if (numbers.slice(1).some(number => contacts.some(has(number)))) this.#answersForAll = true
    for (const number of numbers) {
      const own = contacts.filter(has(number))
      const read = own.length > 0 || this.#answersForAll
      if (whole && read) this.#settle(question, number, own)
      else void this.#question(new Map([[number, question.get(number) as Waiting]]))
    }
  }

  #settle(question: Map<string, Waiting>, number: string, contacts: Contact[]): void {
    const waiting = question.get(number)
    // What was invalidated meanwhile is an answer still, but nothing to remember.
    if (waiting && this.#waiting.get(number) === waiting) {
      this.#waiting.delete(number)
      this.#directory.set(number, this.#shelf.put(contacts))
    }
    waiting?.resolve(contacts)
  }
}

function makeWaiting(): Waiting {
  let resolve: Waiting['resolve'] = () => {}
  let reject: Waiting['reject'] = () => {}
  const promise = new Promise<Contact[]>((yes, no) => {
    resolve = yes
    reject = no
  })
  return { promise, resolve, reject }
}
