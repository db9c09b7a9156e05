import { accountTime } from './account-clock.js'
import type { PbxAccount } from './pbx-account.js'
import type { SimCall } from './sim-call.js'
import { sendWebhook } from './webhook-sender.js'

export type IncomingOutcome = 'answered' | 'busy' | 'cancel' | 'no answer' | 'failed' | 'voicemail'

/** What shall happen in an incoming call. Times in seconds. */
export interface IncomingScript {
  outcome: IncomingOutcome
  extensions: string[]
  /** Until it is answered, or until the ringing ends; absent: waits for steering. */
  answerAfter?: number
  /** Defaults to the first extension that rings. */
  answeredBy?: string
  /** Of conversation, or of the voice message; absent: until somebody hangs up by steering. */
  duration?: number
  /** Extension that takes the call over halfway through the conversation. */
  transferTo?: string
  record: boolean
}

/** Q.931 cause values, which `status_code` carries. */
const CAUSE: Record<string, string> = {
  answered: '16',
  busy: '17',
  cancel: '16',
  'no answer': '19',
  failed: '41',
}

/** Seconds of ringing where the scenario does not say: as long as people usually let it ring. */
const RINGING = { busy: 0, failed: 0, cancel: 4, 'no answer': 20, voicemail: 15 }
/** Seconds until a recording can be fetched: about 40 at the vendor, 2 here. */
const RECORDING_AFTER = 2

/** Plays an incoming call from the first webhook to the last. `scale`: real ms per second. */
export async function playIncoming(
  account: PbxAccount,
  call: SimCall,
  script: IncomingScript,
  scale: number,
): Promise<void> {
  const base = {
    call_start: accountTime(call.startedAt, account.timeZone),
    pbx_call_id: call.id,
    caller_id: call.from,
    called_did: call.to,
  }
  const send = (fields: Record<string, string>, what: string) =>
    sendWebhook(account, call, fields, what)

  const reply = await send({ event: 'NOTIFY_START', ...base }, `${call.from} calls ${call.to}`)
  if (typeof reply.caller_name === 'string') call.callerName = reply.caller_name
  const { extensions, refused } = route(reply, script.extensions)
  let internal = ''
  let disposition: string = refused
  if (refused === '') {
    for (const extension of extensions)
      await send(
        { event: 'NOTIFY_INTERNAL', ...base, internal: extension },
        `rings at ${extension}`,
      )
    const answered = await ring(call, script, scale)
    if (answered === 'voicemail') {
      await leaveMessage(call, script, scale)
      disposition = 'answered'
    } else if (answered === 'talk') {
      internal = await talk(extensions)
      disposition = 'answered'
    } else disposition = answered
  }
  await finish()

  async function talk(ringing: string[]): Promise<string> {
    let extension = call.answeredBy || script.answeredBy || ringing[0] || ''
    await answer(extension)
    const { transferTo, duration } = script
    if (!transferTo) {
      await call.talk(duration, scale)
      return extension
    }
    // Without a duration the first agent talks for two seconds.
    const first = duration === undefined ? 2 : duration / 2
    if ((await call.talk(first, scale)) === 'hangup') return extension
    // That a transfer is told by a further INTERNAL and ANSWER is not verified by the vendor.
    extension = transferTo
    await send({ event: 'NOTIFY_INTERNAL', ...base, internal: extension }, `rings at ${extension}`)
    await answer(extension)
    await call.talk(duration === undefined ? undefined : duration - first, scale)
    return extension
  }

  async function answer(extension: string): Promise<void> {
    call.state = 'talking'
    call.answeredBy = extension
    const { called_did: destination, ...rest } = base
    await send(
      { event: 'NOTIFY_ANSWER', ...rest, destination, internal: extension },
      `${extension} answers`,
    )
  }

  async function finish(): Promise<void> {
    call.recorded = disposition === 'answered' && (script.record || script.outcome === 'voicemail')
    call.disposition = disposition
    call.state = 'ended'
    await send(
      {
        event: 'NOTIFY_END',
        ...base,
        ...(internal && { internal }),
        duration: String(call.talkSeconds),
        disposition,
        status_code: CAUSE[disposition] ?? '16',
        is_recorded: call.recorded ? '1' : '0',
        call_id_with_rec: call.recorded ? call.recordingId : '',
        ...(extensions.length > 0 && { last_internal: internal || (extensions.at(-1) ?? '') }),
      },
      `ended: ${disposition}`,
    )
    if (!call.recorded) return
    await new Promise(resolve => setTimeout(resolve, RECORDING_AFTER * scale))
    await send(
      { event: 'NOTIFY_RECORD', call_id_with_rec: call.recordingId, pbx_call_id: call.id },
      'the recording is ready',
    )
  }
}

/** What the customer's server decided in its answer to NOTIFY_START. */
function route(
  reply: Record<string, unknown>,
  extensions: string[],
): { extensions: string[]; refused: string } {
  if (Number(reply.hangup) === 1) return { extensions: [], refused: 'cancel' }
  const redirect =
    typeof reply.redirect === 'string' ? reply.redirect : String(reply.redirect ?? '')
  if (redirect === 'blacklist') return { extensions: [], refused: 'busy' }
  return { extensions: /^\d{3}$/.test(redirect) ? [redirect] : extensions, refused: '' }
}

/** Lets the telephones ring. Steering wins over the scenario. */
async function ring(
  call: SimCall,
  script: IncomingScript,
  scale: number,
): Promise<'talk' | 'voicemail' | 'busy' | 'cancel' | 'no answer' | 'failed'> {
  const { outcome } = script
  const seconds = script.answerAfter ?? (outcome === 'answered' ? undefined : RINGING[outcome])
  const how = await call.until('answer', seconds === undefined ? undefined : seconds * scale)
  if (how === 'hangup') return 'cancel'
  if (how === 'answer' || outcome === 'answered') return 'talk'
  return outcome
}

/**
 * A voice message: the system itself picks up, so there is no ANSWER and no extension in END, whose
 * disposition is `answered` (not verified by the vendor).
 */
async function leaveMessage(call: SimCall, script: IncomingScript, scale: number): Promise<void> {
  call.log({ what: 'voicemail picks up' })
  await call.talk(script.duration ?? 12, scale)
}
