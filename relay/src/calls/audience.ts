import type { Call, CallEvent } from '../../../js-shim/src/types.js'

/** In the store and here: everybody. */
export const EVERYBODY = ''

/**
 * Who begins to see a call by an event. Whoever sees a call sees all of it to its end, also what
 * was before: a page that is told of a beginning but not of the end keeps a ghost.
 *
 * - An agent: when the event is theirs, or the call after it counts them among those whose
 *   telephone rang or dialled.
 * - Everybody: when it rings and nobody is named; or when something happens to a call that
 *   concerns nobody yet. Not by `offered` alone, since the next event tells whom it concerns
 *   (and at 300 calls a second and 5,000 streams, telling everybody of every call would be
 *   1.5 million messages a second); not by a recording or a choice of contact.
 * @param event - Already joined into `call`.
 * @param members - Who sees the call so far.
 */
export function joiners(
  event: CallEvent,
  call: Call,
  members: { has(agent: string): boolean; readonly size: number },
): string[] {
  const joining = new Set(call.agents.filter(agent => !members.has(agent)))
  if (event.agent !== '' && event.type !== 'identified' && !members.has(event.agent)) {
    joining.add(event.agent)
  }
  const concernsNobody = members.size === 0 && joining.size === 0
  const waits = event.type === 'offered' || event.type === 'recorded' || event.type === 'identified'
  const ringsAnywhere = event.type === 'ringing' && event.agent === ''
  if (ringsAnywhere || (concernsNobody && !waits)) joining.add(EVERYBODY)
  if (members.has(EVERYBODY)) joining.delete(EVERYBODY)
  return [...joining]
}
