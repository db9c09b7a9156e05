import type { DeskbellConfig } from '../config.js'
import { DeskbellError } from '../core/deskbell-error.js'
import type { PageEngine } from '../core/page-engine.js'
import type { Dialler } from '../dial/dialler.js'
import type { CallAction, Line } from '../ports/line.js'
import type { Call, Contact } from '../types.js'
import { type CallEntry, contactOf, seenCall } from './call-entry.js'
import type { Desk } from './desk.js'
import { dialWords } from './error-words.js'

export interface CallCommandParts {
  desk: Desk
  dialler: Dialler
  line: Line
  engine: PageEngine
  config: Pick<DeskbellConfig, 'country' | 'lines'>
}

/**
 * What can be asked of Deskbell, by the agent in the panel and by the host in its code: both come
 * through here. What fails rejects, and the agent is told in the panel.
 */
export class CallCommands {
  readonly #parts: CallCommandParts

  constructor(parts: CallCommandParts) {
    this.#parts = parts
  }

  async dial(text: string, contact?: Contact): Promise<{ callId: string }> {
    const { desk, dialler } = this.#parts
    try {
      return await dialler.dial(text, contact)
    } catch (error) {
      desk.notice.tell('error', texts => dialWords(texts, error))
      throw error
    }
  }

  async act(callId: string, action: CallAction): Promise<void> {
    const { desk, line } = this.#parts
    if (!line.actions.has(action.type)) {
      throw new DeskbellError(
        'not_supported',
        `this telephone system cannot ${action.type} from here`,
      )
    }
    this.entry(callId)
    try {
      await line.act(callId, action)
    } catch (error) {
      desk.notice.tell('error', texts => texts.text('notSteered'))
      throw error
    }
  }

  async openContact(contact: Contact, callId: string | null): Promise<void> {
    const call = callId === null ? null : this.#call(callId)
    await this.tellHost(() => this.#parts.desk.hooks.openContact(contact, call))
  }

  async requestCallback(callId: string): Promise<void> {
    const { desk } = this.#parts
    const entry = this.entry(callId)
    const number = this.number(entry)
    const contact = contactOf(entry)
    await this.tellHost(() => desk.hooks.requestCallback({ number, contact }, seenCall(entry)))
    desk.notice.tell('info', texts => texts.text('callbackRequested'))
  }

  /** A name by the config; else as the customer's own country, or the world, writes the number. */
  nameLine(line: string): string {
    const { config, engine } = this.#parts
    const named = Object.entries(config.lines ?? {}).find(([number]) => number === line)
    if (named) return named[1]
    const number = engine.normalize(line)
    return (number.country === config.country ? number.national : number.international) || line
  }

  entry(callId: string): CallEntry {
    const entry = this.#parts.desk.find(callId)
    if (entry) return entry
    throw new DeskbellError('no_such_call', `there is no call "${callId}"`)
  }

  #call(callId: string): Call {
    return seenCall(this.entry(callId))
  }

  number({ number }: CallEntry): string {
    if (number?.e164) return number.e164
    throw new DeskbellError('invalid_number', 'the call shows no number')
  }

  /** The agent reads that it did not work, the host's developers read why in the console. */
  async tellHost<T>(ask: () => Promise<T>): Promise<T> {
    const { desk } = this.#parts
    try {
      return await ask()
    } catch (error) {
      console.error('Deskbell:', error)
      desk.notice.tell('error', texts => texts.text('crmFailed'))
      throw error
    }
  }
}
