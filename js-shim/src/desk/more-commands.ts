import type { PageEngine } from '../core/page-engine.js'
import type { MoreCommands, PhoneParts } from '../panel/panel-model.js'
import type { CallAction } from '../ports/line.js'
import type { Contact } from '../types.js'
import type { CallCommands } from './call-commands.js'
import { type CallEntry, contactOf, seenCall } from './call-entry.js'
import type { Desk } from './desk.js'

const EXTENSION = /^\d{2,6}$/

/**
 * The panel's commands that come with the rest of it. Where it does not wait for an answer, the
 * notice has said what failed.
 */
export function createMoreCommands(
  commands: CallCommands,
  desk: Desk,
  engine: PageEngine,
  country: string,
  phone?: PhoneParts,
): MoreCommands {
  const alone = (done: Promise<unknown>) => void done.catch(() => {})
  const act = (callId: string, action: CallAction) => alone(commands.act(callId, action))

  async function identify(entry: CallEntry, contact: Contact): Promise<void> {
    try {
      await desk.identify(entry, contact)
    } catch (error) {
      console.error('Deskbell:', error)
      desk.notice.tell('error', texts => texts.text('notSaved'))
      throw error
    }
  }

  return {
    async dial(text) {
      // What is no number elsewhere is a colleague for a telephone at the exchange.
      if (!phone || !EXTENSION.test(text)) return commands.dial(text)
      try {
        return await phone.dial(text)
      } catch (error) {
        desk.notice.tell('error', texts => texts.text('notDialledAgain'))
        throw error
      }
    },
    hold: callId => act(callId, { type: 'hold' }),
    resume: callId => act(callId, { type: 'resume' }),
    mute: (callId, on) => act(callId, { type: 'mute', on }),
    transfer: (callId, to) => commands.act(callId, { type: 'transfer', to }),
    sendDigits: (callId, digits) => act(callId, { type: 'sendDigits', digits }),
    block: callId => commands.act(callId, { type: 'block' }),
    openContact: (contact, callId) => alone(commands.openContact(contact, callId)),
    pickContact: (contact, callId) => alone(identify(commands.entry(callId), contact)),
    async createContact({ name, company }, callId) {
      const entry = commands.entry(callId)
      const draft = { name, company, number: entry.number?.e164 ?? '' }
      const call = seenCall(entry)
      await identify(entry, await commands.tellHost(() => desk.hooks.createContact(draft, call)))
    },
    async attachNumber(contact, callId) {
      const entry = commands.entry(callId)
      const number = commands.number(entry)
      const call = seenCall(entry)
      await identify(
        entry,
        await commands.tellHost(() => desk.hooks.attachNumber(contact, number, call)),
      )
    },
    searchContacts: text => desk.hooks.searchContacts(text),
    requestCallback: callId => commands.requestCallback(callId),
    async createTask(draft, callId) {
      const entry = commands.entry(callId)
      const task = { ...draft, contact: contactOf(entry) }
      await commands.tellHost(() => desk.hooks.createTask(task, seenCall(entry)))
    },
    saveNote: (note, callId) => desk.saveNote(commands.entry(callId), note),
    async findCalls(text) {
      if (desk.hooks.has('findCalls')) return desk.hooks.findCalls(text)
      const words = text.toLowerCase()
      return desk
        .ended()
        .filter(({ from, to, contact }) =>
          `${from} ${to} ${contact?.name} ${contact?.company}`.toLowerCase().includes(words),
        )
    },
    setPreferences: change => desk.preferences.set(change),
    phone,
    formatAsYouType: text => engine.formatAsYouType(text, { country }),
  }
}
