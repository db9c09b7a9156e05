/** The page that the panel is looked at in: every state of it, by the words in the address. */
import { keepInPage } from '../../js-shim/src/panel/keep-in-page.js'
import { DeskbellPanelElement } from '../../js-shim/src/panel/panel-element.js'
import type { CallView, PanelCommands, PanelModel } from '../../js-shim/src/panel/panel-model.js'
import { askPermission } from '../../js-shim/src/read/notification-permission.js'
import { createTexts } from '../../js-shim/src/text/create-texts.js'
import { createToaster } from '../../js-shim/src/toaster/create-toaster.js'
import type { Contact } from '../../js-shim/src/types.js'
import { call, FAMILY, pastCalls, STATES, talking, view } from './sample-calls.js'

/** What the panel asked for, in order. */
const asked: unknown[][] = []
const note =
  (name: string) =>
  (...args: unknown[]): void => {
    asked.push([name, ...args])
  }
/** Set by a test: what the next promise of a command does. */
const next: { fails: boolean; delay: number } = { fails: false, delay: 0 }
const later =
  <T>(name: string, value: T) =>
  async (...args: unknown[]): Promise<T> => {
    asked.push([name, ...args])
    const { fails, delay } = next
    if (delay) await new Promise(resolve => setTimeout(resolve, delay))
    if (fails) throw new Error('refused')
    return value
  }

/** Groups a Dutch or international number, as the engine does, well enough to type against. */
function format(text: string): string {
  const plain = text.replace(/[^\d+*#]/g, '')
  if (plain.startsWith('+31')) {
    const rest = plain.slice(3)
    if (rest.startsWith('6')) return ['+31', '6', rest.slice(1)].filter(Boolean).join(' ')
    return ['+31', rest.slice(0, 2), rest.slice(2, 5), rest.slice(5)].filter(Boolean).join(' ')
  }
  if (plain.startsWith('06') && plain.length > 2) return `06 ${plain.slice(2)}`
  return plain
}

const commands: PanelCommands = {
  dial: later('dial', {}),
  answer: note('answer'),
  decline: note('decline'),
  hangUp: note('hangUp'),
  hold: note('hold'),
  resume: note('resume'),
  mute: note('mute'),
  transfer: later('transfer', undefined),
  sendDigits: note('sendDigits'),
  openContact: note('openContact'),
  pickContact: note('pickContact'),
  createContact: later('createContact', undefined),
  attachNumber: later('attachNumber', undefined),
  searchContacts: async (text: string): Promise<Contact[]> => {
    await later('searchContacts', undefined)(text)
    const words = text.toLowerCase()
    return FAMILY.filter(({ name, company = '' }) =>
      `${name} ${company}`.toLowerCase().includes(words),
    )
  },
  requestCallback: later('requestCallback', undefined),
  createTask: later('createTask', undefined),
  saveNote: note('saveNote'),
  block: later('block', undefined),
  findCalls: async (text: string) => {
    await later('findCalls', undefined)(text)
    return pastCalls().filter(({ contact, from, to }) =>
      `${contact?.name} ${from} ${to}`.toLowerCase().includes(text.toLowerCase()),
    )
  },
  setPreferences: change => {
    model = { ...model, preferences: { ...model.preferences, ...change } }
    panel.update(model)
  },
  formatAsYouType: format,
  nameLine: format,
  dismissNotice: note('dismissNotice'),
}

const address = new URLSearchParams(location.search)
const language = address.get('lang') ?? 'en'
document.documentElement.lang = language
customElements.define('deskbell-panel', DeskbellPanelElement)

const fetchLater = () => import('../../js-shim/src/later.js')
const panel = document.createElement('deskbell-panel') as DeskbellPanelElement
const texts = await createTexts(language)
panel.storageKey = 'gallery'
panel.commands = commands
panel.texts = texts
panel.fetchRest = async () => ({ ...(await fetchLater()), commands })
keepInPage(panel)

let model: PanelModel
const show = (state: string): PanelModel => {
  const next = (STATES[state] ?? STATES.idle)?.() as PanelModel
  model = next
  panel.update(next)
  return next
}
show(address.get('state') ?? 'idle')
// What is seen before the rest has come is looked at with `part=first`.
if (address.get('part') !== 'first') await panel.complete()

const gallery = {
  panel,
  asked,
  next,
  show,
  toaster: createToaster(texts.dir),
  askPermission,
  /** One call, changed as a test wants it. */
  call: (viewChanges: Partial<CallView>, callChanges: object = {}, answeredFor?: number) => {
    const base = answeredFor === undefined ? call(callChanges) : talking(answeredFor, callChanges)
    model = { ...model, calls: [view({ call: base, ...viewChanges })] }
    panel.update(model)
  },
}
export type Gallery = typeof gallery
Object.assign(window, { gallery })
