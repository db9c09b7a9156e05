import type { Call, CallRecord, Contact } from '../types.js'

/** What the agent typed for a new contact, with the number that called. */
export interface ContactDraft {
  name: string
  company?: string
  /** E.164, or `''` when it was withheld. */
  number: string
}

/** Something to do after a call. */
export interface TaskDraft {
  title: string
  /** ms since 1970, UTC. */
  dueAt?: number
  contact: Contact | null
}

export interface CallbackDraft {
  /** E.164 */
  number: string
  contact: Contact | null
}

export interface DealDraft {
  title: string
  contact: Contact | null
}

type MaybeAsync<T> = T | Promise<T>

/** What the CRM does for Deskbell. All are optional, each may be sync or async. */
export interface HostHooks {
  /** Who has one of these numbers (E.164)? All matches, the likely one first. */
  findContacts?(numbers: string[]): MaybeAsync<Contact[]>
  /** Contacts whose name or company fits the text, to attach a number to. */
  searchContacts?(text: string): MaybeAsync<Contact[]>
  /** Shows the contact in the CRM. */
  openContact?(contact: Contact, call: Call | null): MaybeAsync<unknown>
  /** Makes a contact; answers with it as it is stored. */
  createContact?(draft: ContactDraft, call: Call): MaybeAsync<Contact>
  /** Adds the number (E.164) to the contact; answers with it as it is stored. */
  attachNumber?(contact: Contact, number: string, call: Call): MaybeAsync<Contact>
  /**
   * Stores what happened, inserted or updated by `callId`: it comes again with more known, also from
   * the relay. A `null` or `''` says "not known here"; it must not overwrite what is.
   */
  saveCall?(record: CallRecord): MaybeAsync<unknown>
  /**
   * The agent's calls whose name, number or note fits the text, the latest first; all of them for `''`.
   * Without it the panel shows the calls since the page was loaded. `recordingUrl` is played, so it
   * must be an address that the agent's browser may fetch.
   */
  findCalls?(text: string): MaybeAsync<CallRecord[]>
  createTask?(task: TaskDraft, call: Call): MaybeAsync<unknown>
  requestCallback?(callback: CallbackDraft, call: Call): MaybeAsync<unknown>
  createDeal?(deal: DealDraft, call: Call): MaybeAsync<unknown>
}

export type HookName = keyof HostHooks

export const HOOK_NAMES: readonly HookName[] = [
  'findContacts',
  'searchContacts',
  'openContact',
  'createContact',
  'attachNumber',
  'saveCall',
  'findCalls',
  'createTask',
  'requestCallback',
  'createDeal',
]
