/** The border between the desk, which knows what is happening, and the panel, which shows it. */
import type { Call, Contact, NormalizedNumber } from '../types.js'

export type Connection = 'connecting' | 'online' | 'offline'

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
  }
}

/** What the agent can ask for; the desk carries it out. */
export interface PanelCommands {
  dial(text: string): Promise<unknown>
  answer(callId: string): void
  decline(callId: string): void
  hangUp(callId: string): void
  hold(callId: string): void
  resume(callId: string): void
  mute(callId: string, on: boolean): void
  openContact(contact: Contact, callId: string): void
  pickContact(contact: Contact, callId: string): void
  createContact(draft: { name: string; company?: string }, callId: string): Promise<void>
  attachNumber(contact: Contact, callId: string): Promise<void>
  searchContacts(text: string): Promise<Contact[]>
  requestCallback(callId: string): Promise<void>
  formatAsYouType(text: string): string
  /** What the company's own number (E.164) is called, or how it is written. */
  nameLine(line: string): string
  dismissNotice(): void
}
