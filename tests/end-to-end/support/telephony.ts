// What the telephone systems send, by HTTP, as they document it.
import assert from 'node:assert/strict'
import { type Fields, localTime, pbxCallId, sign } from '../../relay/support/zadarma-notice.js'
import { type Company, LINE, TOKEN } from './company.js'

const digits = (number: string) => number.replace('+', '')
let calls = 0

export interface Incoming {
  from: string
  line?: string
  /** Whose telephones ring. */
  rings?: string[]
  /** Who answers; nobody when absent. */
  answers?: string
  talkSeconds?: number
  disposition?: string
  recorded?: boolean
  voicemail?: boolean
}

/** What Zadarma is told in answer to a webhook. */
export async function zadarma(company: Company, fields: Fields): Promise<Record<string, unknown>> {
  const response = await fetch(`${company.base}/deskbell/webhooks/zadarma/${TOKEN}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      signature: sign(fields),
    },
    body: new URLSearchParams(fields).toString(),
  })
  const text = await response.text()
  if (response.status !== 200) throw new Error(`${fields.event}: ${response.status} ${text}`)
  return JSON.parse(text)
}

/** A call that has begun at Zadarma. */
export class ZadarmaCall {
  readonly id: string
  readonly #base: Fields
  /** What the relay answered to NOTIFY_START. */
  route: Record<string, unknown> = {}

  constructor(
    readonly company: Company,
    readonly from: string,
    readonly line = LINE,
  ) {
    calls += 1
    // What is signed are the numbers and the second: two calls in one second are not believed.
    company.pass(1000)
    this.id = pbxCallId(calls)
    this.#base = {
      call_start: localTime(company.now()),
      pbx_call_id: this.id,
      caller_id: digits(from),
      called_did: digits(line),
    }
  }

  async start(): Promise<this> {
    this.route = await zadarma(this.company, { event: 'NOTIFY_START', ...this.#base })
    return this
  }

  async ring(internal: string): Promise<void> {
    await zadarma(this.company, { event: 'NOTIFY_INTERNAL', ...this.#base, internal })
  }

  async answer(internal: string): Promise<void> {
    const { called_did: destination = '', ...rest } = this.#base
    await zadarma(this.company, { event: 'NOTIFY_ANSWER', ...rest, destination, internal })
  }

  async end(more: Fields): Promise<void> {
    await zadarma(this.company, {
      event: 'NOTIFY_END',
      ...this.#base,
      duration: '42',
      disposition: 'answered',
      status_code: '16',
      is_recorded: '0',
      call_id_with_rec: '',
      ...more,
    })
  }

  async record(): Promise<void> {
    const fields = { pbx_call_id: this.id, call_id_with_rec: `1585913205.${calls}` }
    await zadarma(this.company, { event: 'NOTIFY_RECORD', ...fields })
  }
}

/**
 * A call that is about to ring gets this answer. On a machine that is busy the CRM may be too slow
 * for a caller, who then gets none; one of a few calls has to meet it awake.
 */
export async function assertRoute(
  company: Company,
  from: string,
  expected: Record<string, unknown>,
  line?: string,
): Promise<void> {
  const told = async () => (await new ZadarmaCall(company, from, line).start()).route
  const silent = (given: object) => Object.keys(given).length === 0
  let route = await told()
  for (let tries = 1; tries < 5 && silent(route) && !silent(expected); tries++) route = await told()
  assert.deepEqual(route, expected)
}

/** Plays a whole incoming call. */
export async function incoming(company: Company, script: Incoming): Promise<ZadarmaCall> {
  const { answers, rings = [answers ?? '101'], voicemail = false, recorded = true } = script
  const call = await new ZadarmaCall(company, script.from, script.line).start()
  for (const extension of rings) await call.ring(extension)
  if (answers !== undefined) await call.answer(answers)
  const talked = answers !== undefined || voicemail
  const sound = talked && recorded
  await call.end({
    disposition: script.disposition ?? (talked ? 'answered' : 'no answer'),
    duration: String(talked ? (script.talkSeconds ?? 42) : 0),
    is_recorded: sound ? '1' : '0',
    call_id_with_rec: sound ? `1585913205.${calls}` : '',
    ...(answers !== undefined && { internal: answers }),
  })
  if (sound) await call.record()
  return call
}

/** Plays a whole outgoing call; `until` stops it early. */
export async function outgoing(
  company: Company,
  internal: string,
  to: string,
  until: 'start' | 'answer' | 'end' = 'end',
): Promise<string> {
  calls += 1
  const id = pbxCallId(calls, 'out')
  const base = {
    call_start: localTime(company.now()),
    pbx_call_id: id,
    internal,
    destination: digits(to),
    caller_id: digits(LINE),
  }
  await zadarma(company, { event: 'NOTIFY_OUT_START', ...base })
  if (until === 'start') return id
  await zadarma(company, { event: 'NOTIFY_ANSWER', ...base })
  if (until === 'answer') return id
  await zadarma(company, {
    event: 'NOTIFY_OUT_END',
    ...base,
    duration: '42',
    disposition: 'answered',
    status_code: '16',
    is_recorded: '1',
    call_id_with_rec: `1585913205.${calls}`,
  })
  await zadarma(company, {
    event: 'NOTIFY_RECORD',
    pbx_call_id: id,
    call_id_with_rec: `1585913205.${calls}`,
  })
  return id
}

/** One of Ringostat's webhooks. @returns the status */
export async function ringostat(
  company: Company,
  moment: string,
  fields: Fields,
  token = TOKEN,
): Promise<number> {
  const url = `${company.base}/deskbell/webhooks/ringostat/${token}?moment=${moment}`
  const response = await fetch(url, { method: 'POST', body: new URLSearchParams(fields) })
  return response.status
}
