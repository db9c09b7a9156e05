import { createHash } from 'node:crypto'
import { DeskbellError } from '../../../js-shim/src/core/deskbell-error.js'
import type { CallEvent } from '../../../js-shim/src/types.js'
import type { Store } from '../store/schema.js'
import { callsOfSignedText, insertSignedText } from '../store/signed-texts.js'

// Callers who withhold their number sign alike when they call one line within one second, which a
// busy line sees daily. A second call of theirs is believed for so long after the first.
const SHARED_FOR_MS = 60_000
const MOST_SHARING = 8

/** A webhook whose signature is right, but was given for another call. */
export class SignedForAnother extends DeskbellError {
  constructor(
    /** The call of which the text was heard first, as its provider names it. */
    readonly providerCallId: string,
  ) {
    super('unauthorized', 'the signature was given for another call')
  }
}

/**
 * Binds what was signed to the call of which it was first heard. Zadarma signs the numbers and the
 * second in which a call began, but not the call's id: without this, whoever has seen one signed
 * webhook could make new calls of it for ever.
 *
 * What it costs: of two true calls from one number to one line that begin within the same second,
 * only the first is believed.
 * @param signedText - What the signature covers; `''` when this telephone system signs nothing.
 * @throws SignedForAnother
 */
export async function bindSignedText(
  store: Store,
  event: CallEvent,
  signedText: string,
): Promise<void> {
  if (signedText === '') return
  const { provider, callId, at } = event
  const digest = createHash('sha256').update(signedText, 'latin1').digest('base64url')
  const calls = await callsOfSignedText(store, provider, digest)
  if (calls.some(call => call.providerCallId === callId)) return
  const [first] = calls
  if (first && !mayShare(event, first.firstAt, calls.length)) {
    throw new SignedForAnother(first.providerCallId)
  }
  await insertSignedText(store, provider, digest, calls.length, {
    providerCallId: callId,
    firstAt: at,
  })
}

function mayShare(event: CallEvent, firstAt: number, sharing: number): boolean {
  const withheld = event.direction === 'inbound' && event.type !== 'recorded' && event.from === ''
  return withheld && event.at - firstAt <= SHARED_FOR_MS && sharing < MOST_SHARING
}
