import type { CallView, PanelModel } from '../../js-shim/src/panel/panel-model.js'
import type { Call, CallRecord, Contact, NormalizedNumber } from '../../js-shim/src/types.js'

/** Numbers reserved for fiction, or libphonenumber's examples; no subscriber's. */
function number(
  e164: string,
  international: string,
  country: string,
  kind: NormalizedNumber['kind'],
): NormalizedNumber {
  return {
    e164,
    key: e164.slice(1),
    national: '',
    international,
    country,
    kind,
    extension: '',
    valid: true,
    reason: 'none',
    notes: [],
  }
}
const DUTCH_MOBILE = number('+31612345678', '+31 6 12345678', 'NL', 'mobile')
export const BRITISH = number('+442079460018', '+44 20 7946 0018', 'GB', 'fixed_line')
const POLISH = number('+48512345678', '+48 512 345 678', 'PL', 'mobile')
export const LINE = '+31201234567'

export const ANNA: Contact = {
  id: '17',
  name: 'Anna de Jong',
  company: 'Bakkerij Zonneveld',
  role: 'buyer',
  responsible: { id: '1', name: 'Sanne Bakker', extension: '101' },
}
const PIOTR: Contact = {
  id: '18',
  name: 'Piotr Wiśniewski',
  company: 'Młyn Podlaski',
  responsible: { id: '2', name: 'Tomás Ferreira', extension: '104' },
}
export const FAMILY: Contact[] = [
  { id: '31', name: 'Margaret Hughes', company: 'Hughes & Daughters', role: 'owner' },
  { id: '32', name: 'Owen Hughes', company: 'Hughes & Daughters', role: 'orders' },
  { id: '33', name: 'Front desk', company: 'Thistle Court Hotel' },
  { id: '34', name: 'Priya Raman', company: 'Thistle Court Hotel', role: 'events' },
  { id: '35', name: 'Ewan MacLeod', company: 'Thistle Court Hotel', role: 'kitchen' },
  { id: '36', name: 'Isla Grant' },
]

export function call(overrides: Partial<Call> = {}): Call {
  const offeredAt = Date.now() - 9_000
  return {
    callId: 'in_1',
    provider: 'zadarma',
    direction: 'inbound',
    from: '+31612345678',
    to: LINE,
    line: LINE,
    agent: '101',
    offeredAt,
    answeredAt: null,
    endedAt: null,
    ringSeconds: null,
    talkSeconds: null,
    outcome: null,
    contact: null,
    recordingUrl: '',
    note: '',
    tracking: {},
    state: 'ringing',
    agents: ['101'],
    facts: {},
    ...overrides,
  }
}

export function view(overrides: Partial<CallView> = {}): CallView {
  return {
    call: call(),
    number: DUTCH_MOBILE,
    lookup: 'done',
    contacts: [ANNA],
    contact: ANNA,
    ...overrides,
  }
}

/** A call answered so many seconds ago. */
export const talking = (seconds: number, overrides: Partial<Call> = {}): Call =>
  call({ state: 'answered', answeredAt: Date.now() - seconds * 1000 - 300, ...overrides })

const ALL = {
  answer: true,
  decline: true,
  hangUp: true,
  hold: true,
  mute: true,
  transfer: true,
  sendDigits: true,
  openContact: true,
  createContact: true,
  attachNumber: true,
  requestCallback: true,
  createTask: true,
  saveNote: true,
  block: true,
}
/** What is possible when only webhooks come in: the telephone itself is not steered. */
const WEBHOOKS = {
  ...ALL,
  answer: false,
  decline: false,
  hangUp: false,
  hold: false,
  mute: false,
  transfer: false,
  sendDigits: false,
}

function model(calls: CallView[], overrides: Partial<PanelModel> = {}): PanelModel {
  return {
    connection: 'online',
    agent: { name: 'Sanne Bakker', extension: '101' },
    calls,
    notice: null,
    preferences: { theme: 'auto', silent: false, away: false },
    quietHours: null,
    can: ALL,
    ...overrides,
  }
}

const unknown = (overrides: Partial<CallView> = {}): CallView =>
  view({
    call: call({ from: BRITISH.e164 }),
    number: BRITISH,
    contacts: [],
    contact: null,
    ...overrides,
  })

const MINUTE = 60_000
/** What a CRM answers when it is asked for the agent's calls. */
export function pastCalls(): CallRecord[] {
  const past = (
    minutes: number,
    contact: Contact | null,
    from: string,
    overrides: Partial<Call>,
  ): CallRecord => {
    const at = Date.now() - minutes * MINUTE
    const made = call({ callId: `past-${minutes}`, contact, from, offeredAt: at, ...overrides })
    const { state, agents, facts, ...record } = made
    return record
  }
  const spoken = (talkSeconds: number): Partial<Call> => ({
    outcome: 'completed',
    answeredAt: Date.now(),
    talkSeconds,
  })
  return [
    past(4, ANNA, '+31612345678', { ...spoken(242), recordingUrl: '/recordings/1.wav' }),
    past(38, null, BRITISH.e164, { outcome: 'missed' }),
    past(95, PIOTR, '101', { ...spoken(61), direction: 'outbound', to: POLISH.e164 }),
    past(1_500, FAMILY[3] ?? null, '+441632960001', {
      ...spoken(1_830),
      recordingUrl: '/recordings/none.wav',
    }),
    past(3_000, ANNA, '+31612345678', { outcome: 'voicemail', recordingUrl: '/recordings/1.wav' }),
    past(4_400, null, '+48221234567', {
      outcome: 'no_answer',
      direction: 'outbound',
      to: '+48221234567',
    }),
  ]
}

/** Every state of the panel, by name. */
export const STATES: Record<string, () => PanelModel> = {
  idle: () => model([]),
  connecting: () => model([], { connection: 'connecting' }),
  offline: () => model([], { connection: 'offline' }),
  away: () => model([], { preferences: { theme: 'auto', silent: true, away: true } }),
  notice: () =>
    model([], {
      notice: { kind: 'error', text: 'Not called: 0413-741 is too short. Add the missing digits.' },
    }),
  ringing: () => model([view()]),
  'ringing-webhooks': () => model([view({ contacts: [PIOTR], contact: PIOTR })], { can: WEBHOOKS }),
  pending: () => model([view({ lookup: 'pending', contacts: [], contact: null })]),
  unknown: () => model([unknown()]),
  'unknown-webhooks': () => model([unknown()], { can: WEBHOOKS }),
  'lookup-failed': () => model([unknown({ lookup: 'failed' })]),
  several: () => model([view({ number: BRITISH, contacts: FAMILY, contact: FAMILY[2] ?? null })]),
  withheld: () =>
    model([view({ call: call({ from: '' }), number: null, contacts: [], contact: null })]),
  conversation: () => model([view({ call: talking(134) })]),
  'conversation-webhooks': () => model([view({ call: talking(4521) })], { can: WEBHOOKS }),
  'conversation-unknown': () => model([unknown({ call: talking(75) })]),
  picked: () => {
    const picked = FAMILY[3] ?? null
    const current = talking(20, { contact: picked })
    return model([view({ call: current, number: BRITISH, contacts: FAMILY, contact: picked })])
  },
  held: () => model([view({ call: talking(340, { state: 'held' }) })]),
  outgoing: () =>
    model([
      view({
        call: call({ direction: 'outbound', state: 'dialing', from: '101', to: POLISH.e164 }),
        number: POLISH,
        contacts: [PIOTR],
        contact: PIOTR,
      }),
    ]),
  'several-calls': () =>
    model([
      view({ call: talking(622, { callId: 'in_2', state: 'held' }) }),
      view({
        call: talking(48, { callId: 'in_3' }),
        number: POLISH,
        contacts: [PIOTR],
        contact: PIOTR,
      }),
      unknown({ call: call({ callId: 'in_4', from: BRITISH.e164 }) }),
    ]),
  'offline-call': () =>
    model([view({ call: talking(134) })], {
      connection: 'offline',
      notice: { kind: 'info', text: 'The note is kept here and sent when the connection is back.' },
    }),
}
