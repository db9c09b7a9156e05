/** The border between the desk, which knows what is happening, and the panel, which shows it. */
import type { QuietHours } from '../config.js'
import type { Call, CallRecord, Contact, NormalizedNumber } from '../types.js'

export type Connection = 'connecting' | 'online' | 'offline'

/** What an agent chose in the settings. */
export interface PreferenceValues {
  theme: 'auto' | 'light' | 'dark'
  /** Calls do not ring; the toaster comes all the same. */
  silent: boolean
  /** Neither ring nor toaster: somebody else takes the calls. */
  away: boolean
}

/** One call as the panel shows it. */
export interface CallView {
  call: Call
  /** The other party's number, read by the engine. `null` when withheld. */
  number: NormalizedNumber | null
  /** What the host found for it. */
  lookup: 'pending' | 'done' | 'failed'
  contacts: Contact[]
  /** Who it is: the only match, the likely one, or the one the agent picked. */
  contact: Contact | null
}

export interface PanelModel {
  connection: Connection
  agent: { name: string; extension: string }
  calls: CallView[]
  preferences: PreferenceValues
  /** The config's quiet hours, when it has some. */
  quietHours: QuietHours | null
  /** A short line that the agent must know, e.g. that a dial failed. */
  notice: { kind: 'info' | 'error'; text: string } | null
  /** What the line and the host can do; buttons for the rest are not shown. */
  can: {
    answer: boolean
    decline: boolean
    hangUp: boolean
    hold: boolean
    mute: boolean
    transfer: boolean
    sendDigits: boolean
    openContact: boolean
    createContact: boolean
    attachNumber: boolean
    requestCallback: boolean
    createTask: boolean
    saveNote: boolean
    block: boolean
  }
}

/** What the agent can ask for from the first ring on; the desk carries it out. */
export interface FirstCommands {
  answer(callId: string): void
  decline(callId: string): void
  hangUp(callId: string): void
  /** What the company's own number (E.164) is called, or how it is written. */
  nameLine(line: string): string
  dismissNotice(): void
}

/** What a telephone in the page shows of itself; each part answers with what takes it away. */
export interface PhoneParts {
  settings(root: HTMLElement): () => void
  call(root: HTMLElement, callId: string): () => void
  /** Calls a colleague by their extension. */
  dial(extension: string): Promise<unknown>
}

/** What the agent can ask for besides; it comes with the rest of the panel. */
export interface MoreCommands {
  dial(text: string): Promise<unknown>
  hold(callId: string): void
  resume(callId: string): void
  mute(callId: string, on: boolean): void
  transfer(callId: string, to: string | { callId: string }): Promise<void>
  sendDigits(callId: string, digits: string): void
  openContact(contact: Contact, callId: string): void
  pickContact(contact: Contact, callId: string): void
  createContact(draft: { name: string; company?: string }, callId: string): Promise<void>
  attachNumber(contact: Contact, callId: string): Promise<void>
  searchContacts(text: string): Promise<Contact[]>
  requestCallback(callId: string): Promise<void>
  createTask(draft: { title: string; dueAt: number }, callId: string): Promise<void>
  saveNote(note: string, callId: string): void
  block(callId: string): Promise<void>
  /** The agent's calls, the latest first. */
  findCalls(text: string): Promise<CallRecord[]>
  setPreferences(change: Partial<PreferenceValues>): void
  formatAsYouType(text: string): string
  /** Where the agent has its telephone in the page. */
  phone?: PhoneParts
}

export type PanelCommands = FirstCommands & MoreCommands
