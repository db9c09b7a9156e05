import type { Engine } from '../../../js-shim/src/core/engine.js'
import type { CallEvent } from '../../../js-shim/src/types.js'
import { findAlias, insertAlias } from '../store/aliases.js'
import { pendingDials, setDialPending } from '../store/calls.js'
import type { Store } from '../store/schema.js'

/** The provider of events that the relay makes itself. */
export const OWN_PROVIDER = 'deskbell'
/** Begins every call id that the relay gives. */
export const OWN_CALL_PREFIX = 'dk_'
// Older clicks are no candidates; the engine's own window (2 min) is narrower.
const CLICK_WINDOW_MS = 10 * 60_000

/**
 * The call that `event` belongs to. A provider's call id is decided upon once, when it is first
 * heard of, and stays: later clicks cannot take it over.
 */
export async function resolveCallId(
  store: Store,
  engine: Engine,
  event: CallEvent,
): Promise<string> {
  const { provider, callId } = event
  if (provider === OWN_PROVIDER) return callId
  const known = await findAlias(store, provider, callId)
  if (known !== null) return known
  const clicked = await pendingDials(store, event.at - CLICK_WINDOW_MS)
  const matched = clicked.length > 0 ? engine.matchDialled(clicked, event) : null
  // A provider's id that looks like one of ours must not lead into our call.
  const own = callId.startsWith(OWN_CALL_PREFIX) ? `${provider}:${callId}` : callId
  if (matched !== null) await setDialPending(store, matched, false)
  await insertAlias(store, provider, callId, matched ?? own)
  return matched ?? own
}

/** The event as one of the call `callId`: its id says the call's id wherever it said the provider's. */
export function rewritten(event: CallEvent, callId: string): CallEvent {
  if (event.callId === callId) return event
  return { ...event, callId, id: event.id.replaceAll(event.callId, callId) }
}
