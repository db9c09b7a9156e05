import type { Route } from '../../../js-shim/src/core/rules.js'
import type { CallEvent } from '../../../js-shim/src/types.js'
import { findAlias } from '../store/aliases.js'
import { keepDelivery } from '../store/deliveries.js'
import type { Delivery, Told, Webhook } from '../store/delivery.js'
import type { Store } from '../store/schema.js'

/** What came of one event, and of which call it told. */
export interface ToldOfCall {
  callId: string
  told: Told
}

/**
 * Keeps what was told for the replays of its calls, in the transaction that took it in. A webhook
 * that told of several calls is shown in none of them: what it says of one is not the other's.
 */
export async function keepTold(
  store: Store,
  given: { at: number; provider: string; webhook?: Webhook | undefined },
  applied: readonly ToldOfCall[],
): Promise<void> {
  const ofCall = new Map<string, Told[]>()
  for (const { callId, told } of applied) {
    ofCall.set(callId, [...(ofCall.get(callId) ?? []), told])
  }
  const { at, provider, webhook } = given
  for (const [callId, told] of ofCall) {
    const shown = webhook && ofCall.size === 1 ? { webhook } : {}
    await keepDelivery(store, callId, { at, provider, ...shown, told })
  }
}

/** Keeps what a telephone system was answered that asked where the call goes. */
export async function keepAnswer(
  store: Store,
  at: number,
  event: CallEvent,
  answered: Route,
): Promise<void> {
  const callId = await findAlias(store, event.provider, event.callId)
  if (callId === null) return
  await keepDelivery(store, callId, { at, provider: event.provider, answered, told: [] })
}

/** Keeps a webhook that was not believed in the replay of the call of which it spoke, if any. */
export async function keepRefused(
  store: Store,
  at: number,
  events: readonly CallEvent[],
  webhook: Webhook,
  refused: Delivery['refused'],
): Promise<void> {
  const [event] = events
  if (!event || events.some(({ callId }) => callId !== event.callId)) return
  const callId = await findAlias(store, event.provider, event.callId)
  if (callId === null) return
  await keepDelivery(store, callId, { at, provider: event.provider, webhook, refused, told: [] })
}
