import { accountTime } from './account-clock.js'
import type { OutgoingHabits, PbxAccount } from './pbx-account.js'
import type { SimCall } from './sim-call.js'
import { sendWebhook } from './webhook-sender.js'

const CAUSE = { answered: '16', busy: '17', cancel: '16', 'no answer': '19', failed: '41' }
/** Seconds of ringing before each outcome other than an answer. */
const RINGING = { answered: 0, busy: 1, cancel: 3, 'no answer': 20, failed: 0 }
/** Seconds until a recording can be fetched: about 40 at the vendor, 2 here. */
const RECORDING_AFTER = 2

/**
 * Plays an outgoing call: the agent's telephone rings first, webhooks begin when it is lifted.
 * `call.from` is the extension, `call.to` the number dialled. `scale`: real ms per second.
 */
export async function playOutgoing(
  account: PbxAccount,
  call: SimCall,
  habits: OutgoingHabits,
  scale: number,
): Promise<void> {
  const send = (fields: Record<string, string>, what: string) =>
    sendWebhook(account, call, fields, what)

  call.log({ what: `the telephone of ${call.from} rings` })
  if ((await call.until('hangup', habits.pickUpAfter * scale)) === 'hangup') {
    call.disposition = 'cancel'
    call.state = 'ended'
    call.log({ what: `${call.from} did not lift the receiver: nothing was dialled` })
    return
  }
  const base = {
    call_start: accountTime(Date.now(), account.timeZone),
    pbx_call_id: call.id,
    internal: call.from,
    destination: call.to,
    caller_id: account.lines[0] ?? '',
  }
  await send({ event: 'NOTIFY_OUT_START', ...base }, `${call.from} dials ${call.to}`)
  const disposition = await ring()
  if (disposition === 'answered') await talk()
  call.recorded = disposition === 'answered' && habits.record
  call.disposition = disposition
  call.state = 'ended'
  await send(
    {
      event: 'NOTIFY_OUT_END',
      ...base,
      duration: String(call.talkSeconds),
      disposition,
      status_code: CAUSE[disposition],
      is_recorded: call.recorded ? '1' : '0',
      call_id_with_rec: call.recorded ? call.recordingId : '',
    },
    `ended: ${disposition}`,
  )
  if (!call.recorded) return
  await new Promise(resolve => setTimeout(resolve, RECORDING_AFTER * scale))
  await send(
    { event: 'NOTIFY_RECORD', call_id_with_rec: call.recordingId, pbx_call_id: call.id },
    'the recording is ready',
  )

  async function ring(): Promise<OutgoingHabits['outcome']> {
    const { outcome } = habits
    const seconds = habits.answerAfter ?? (outcome === 'answered' ? undefined : RINGING[outcome])
    const how = await call.until('answer', seconds === undefined ? undefined : seconds * scale)
    if (how === 'hangup') return 'cancel'
    return how === 'answer' ? 'answered' : outcome
  }

  async function talk(): Promise<void> {
    call.state = 'talking'
    call.answeredBy = call.to
    await send({ event: 'NOTIFY_ANSWER', ...base }, `${call.to} answers`)
    await call.talk(habits.duration, scale)
  }
}
