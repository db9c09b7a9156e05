import { DeskbellError } from '../core/deskbell-error.js'
import { readCall } from '../read/read-call.js'
import { readContact, readContacts } from '../read/read-contact.js'
import { readFields, readList, readText } from '../read/values.js'
import type { Call, CallRecord, Contact } from '../types.js'
import {
  type CallbackDraft,
  type ContactDraft,
  type DealDraft,
  HOOK_NAMES,
  type HookName,
  type HostHooks,
  type TaskDraft,
} from './hook-types.js'

/** More matches than this are no answer to the question who is calling. */
const MOST_CONTACTS = 50
/** More calls than this nobody reads through. */
const MOST_CALLS = 100
/** Milliseconds that a host may think before a call goes on without its answer. */
const HOOK_TIMEOUT = 10_000

/** The host's hooks. What they answer is checked; what they throw becomes a `DeskbellError`. */
export class Hooks {
  readonly #hooks = new Map<HookName, (...args: never[]) => unknown>()
  readonly #changed = new Set<() => void>()
  readonly #timeout: number
  readonly #disposal = new AbortController()

  constructor(timeout = HOOK_TIMEOUT) {
    this.#timeout = timeout
  }

  /** Adds hooks, or replaces those with the same name. */
  merge(hooks: HostHooks): void {
    for (const name of HOOK_NAMES) {
      const hook = hooks[name]
      if (typeof hook === 'function') this.#hooks.set(name, hook.bind(hooks))
      else if (hook !== undefined) console.error(`Deskbell: the hook "${name}" is no function.`)
    }
    // Other fields are the host's own business; a function may be a misspelt hook.
    for (const [name, value] of Object.entries(hooks)) {
      if (typeof value === 'function' && !(HOOK_NAMES as readonly string[]).includes(name)) {
        console.error(`Deskbell: no hook is named "${name}"; there are ${HOOK_NAMES.join(', ')}.`)
      }
    }
    for (const changed of [...this.#changed]) changed()
  }

  has(name: HookName): boolean {
    return this.#hooks.has(name)
  }

  /** Hosts often register after the first call is there. */
  onChange(changed: () => void): () => void {
    this.#changed.add(changed)
    return () => void this.#changed.delete(changed)
  }

  /** Forgets the host; what it has not answered yet is not waited for. */
  dispose(): void {
    this.#hooks.clear()
    this.#changed.clear()
    this.#disposal.abort()
  }

  /** `patience` in ms, where the caller cannot wait as long as others. */
  findContacts(numbers: string[], patience = this.#timeout): Promise<Contact[]> {
    return this.#askFor(patience, 'findContacts', readMatches, numbers)
  }

  searchContacts(text: string): Promise<Contact[]> {
    return this.#ask('searchContacts', readMatches, text)
  }

  openContact(contact: Contact, call: Call | null): Promise<void> {
    return this.#ask('openContact', readNothing, contact, call)
  }

  createContact(draft: ContactDraft, call: Call): Promise<Contact> {
    return this.#ask('createContact', readOne, draft, call)
  }

  attachNumber(contact: Contact, number: string, call: Call): Promise<Contact> {
    return this.#ask('attachNumber', readOne, contact, number, call)
  }

  saveCall(record: CallRecord): Promise<void> {
    return this.#ask('saveCall', readNothing, record)
  }

  findCalls(text: string): Promise<CallRecord[]> {
    return this.#ask('findCalls', readCalls, text)
  }

  createTask(task: TaskDraft, call: Call): Promise<void> {
    return this.#ask('createTask', readNothing, task, call)
  }

  requestCallback(callback: CallbackDraft, call: Call): Promise<void> {
    return this.#ask('requestCallback', readNothing, callback, call)
  }

  createDeal(deal: DealDraft, call: Call): Promise<void> {
    return this.#ask('createDeal', readNothing, deal, call)
  }

  #ask<T>(name: HookName, read: (answer: unknown) => T, ...args: unknown[]): Promise<T> {
    return this.#askFor(this.#timeout, name, read, ...args)
  }

  /** The host gets copies: what it changes in them changes nothing here. */
  async #askFor<T>(
    patience: number,
    name: HookName,
    read: (answer: unknown) => T,
    ...args: unknown[]
  ): Promise<T> {
    const hook = this.#hooks.get(name) as ((...copies: unknown[]) => unknown) | undefined
    if (!hook) throw new DeskbellError('no_hook', `the host has registered no ${name}`)
    const { signal } = this.#disposal
    const settled = new AbortController()
    const late = new Promise<never>((_, reject) => {
      const error = new DeskbellError('timeout', `${name} took over ${patience} ms`)
      const timer = setTimeout(reject, patience, error)
      settled.signal.addEventListener('abort', () => clearTimeout(timer))
      const disposed = () => reject(new DeskbellError('disposed', 'Deskbell was disposed'))
      signal.addEventListener('abort', disposed, { signal: settled.signal })
    })
    try {
      // Read inside the try: an answer may carry getters that throw.
      return read(await Promise.race([hook(...structuredClone(args)), late]))
    } catch (error) {
      if (error instanceof DeskbellError) throw error
      throw new DeskbellError('hook_failed', `${name}: ${wordsOf(error)}`)
    } finally {
      settled.abort()
    }
  }
}

function readMatches(answer: unknown): Contact[] {
  // Nobody found and an answer that cannot be read are not the same to the agent.
  if (!Array.isArray(answer)) throw new Error('the answer must be an array of contacts')
  const contacts = readContacts(answer, MOST_CONTACTS)
  if (answer.length > 0 && contacts.length === 0) {
    throw new Error('the answer has no contact {id, name, …} in it')
  }
  return contacts
}
function readCalls(answer: unknown): CallRecord[] {
  return readList(answer, MOST_CALLS, value => readCall({ ...readFields(value), state: 'ended' }))
}

const readNothing = () => undefined

function readOne(answer: unknown): Contact {
  const contact = readContact(answer)
  if (contact) return contact
  throw new Error('the answer must be a contact: {id, name, …}')
}

function wordsOf(error: unknown): string {
  return readText(error instanceof Error ? error.message : error, 300) || 'it threw no error'
}
