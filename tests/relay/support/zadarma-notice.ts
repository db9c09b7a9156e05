// What Zadarma's servers send, written from its documentation and without the relay's own code:
// a mistake in one of the two must show.
import { createHmac } from 'node:crypto'

export const ZADARMA_SECRET = 'zadarma-test-secret'

export type Fields = Record<string, string>

/** Which fields the vendor signs, by event. */
const SIGNED: Record<string, string[]> = {
  NOTIFY_START: ['caller_id', 'called_did', 'call_start'],
  NOTIFY_IVR: ['caller_id', 'called_did', 'call_start'],
  NOTIFY_INTERNAL: ['caller_id', 'called_did', 'call_start'],
  NOTIFY_ANSWER: ['caller_id', 'destination', 'call_start'],
  NOTIFY_END: ['caller_id', 'called_did', 'call_start'],
  NOTIFY_OUT_START: ['internal', 'destination', 'call_start'],
  NOTIFY_OUT_END: ['internal', 'destination', 'call_start'],
  NOTIFY_RECORD: ['pbx_call_id', 'call_id_with_rec'],
}

export function signedFields(event: string): string[] {
  return SIGNED[event] ?? []
}

export function sign(
  fields: Fields,
  spelling: 'hex' | 'raw' = 'hex',
  secret = ZADARMA_SECRET,
): string {
  const text = signedFields(fields.event ?? '')
    .map(name => fields[name] ?? '')
    .join('')
  const hmac = createHmac('sha1', secret).update(text)
  if (spelling === 'raw') return hmac.digest('base64')
  return Buffer.from(hmac.digest('hex'), 'latin1').toString('base64')
}

/** The signature of these bytes, one after the other, as hex. */
export function signBytes(bytes: readonly Buffer[]): string {
  const hmac = createHmac('sha1', ZADARMA_SECRET)
  for (const each of bytes) hmac.update(each)
  return Buffer.from(hmac.digest('hex'), 'latin1').toString('base64')
}

/** `in_` and 40 hex digits, the same for the same number. */
export function pbxCallId(number: number, prefix = 'in'): string {
  return `${prefix}_${number.toString(16).padStart(40, '0')}`
}

/** As the vendor writes a time in the account's zone; here UTC. */
export function localTime(at: number): string {
  return new Date(at).toISOString().slice(0, 19).replace('T', ' ')
}

const START_AT = Date.UTC(2026, 0, 2, 10, 0, 0)

/**
 * When the call with this id began: another second for each, as for true calls of one caller, since
 * the signature covers nothing else that tells them apart.
 */
export function startedAt(id: string): number {
  return START_AT + Number.parseInt(id.slice(-6), 16) * 1000
}

function incoming(event: string, id: string, more: Fields): Fields {
  return {
    event,
    call_start: localTime(startedAt(id)),
    pbx_call_id: id,
    caller_id: '442037691880',
    called_did: '442037691881',
    ...more,
  }
}

export const start = (id: string, more: Fields = {}) => incoming('NOTIFY_START', id, more)
export const rings = (id: string, internal: string, more: Fields = {}) =>
  incoming('NOTIFY_INTERNAL', id, { internal, ...more })
export const answers = (id: string, internal: string, more: Fields = {}): Fields => ({
  event: 'NOTIFY_ANSWER',
  call_start: localTime(startedAt(id)),
  pbx_call_id: id,
  caller_id: '442037691880',
  destination: internal,
  internal,
  ...more,
})
export const ends = (id: string, more: Fields = {}) =>
  incoming('NOTIFY_END', id, {
    duration: '42',
    disposition: 'answered',
    status_code: '16',
    is_recorded: '0',
    call_id_with_rec: '',
    ...more,
  })
export const outgoing = (id: string, internal: string, destination: string): Fields => ({
  event: 'NOTIFY_OUT_START',
  call_start: localTime(startedAt(id)),
  pbx_call_id: id,
  internal,
  destination,
})
export const outgoingEnds = (id: string, internal: string, destination: string): Fields => ({
  ...outgoing(id, internal, destination),
  event: 'NOTIFY_OUT_END',
  caller_id: internal,
  duration: '7',
  disposition: 'answered',
  status_code: '16',
  is_recorded: '0',
  call_id_with_rec: '',
})
export const records = (id: string, recording: string): Fields => ({
  event: 'NOTIFY_RECORD',
  pbx_call_id: id,
  call_id_with_rec: recording,
})
