import type { Hooks } from '../host/hooks.js'
import type { CallEntry } from './call-entry.js'

/** Milliseconds after which a caller without an answer from the CRM is shown without it. */
const PATIENCE = 5_000

/**
 * Asks the host who has `number` and puts the answer into the entry. A look-up that another has
 * overtaken changes nothing.
 *
 * @param changed - called when the entry was changed
 * @param failed - called when the host could not answer
 */
export function lookUp(
  entry: CallEntry,
  number: string,
  hooks: Hooks,
  changed: () => void,
  failed: (error: unknown) => void,
): void {
  // A reconnected line tells of the call anew; the answer is still there.
  if (entry.answered === number) return
  if (!hooks.has('findContacts')) {
    entry.wanted = number
    return
  }
  entry.wanted = ''
  entry.lookup = 'pending'
  entry.asked += 1
  const { asked } = entry
  entry.settled = hooks.findContacts([number], PATIENCE).then(
    contacts => {
      if (entry.asked !== asked) return
      entry.lookup = 'done'
      entry.answered = number
      entry.contacts = contacts
      changed()
    },
    error => {
      if (entry.asked !== asked) return
      entry.lookup = 'failed'
      changed()
      failed(error)
    },
  )
  changed()
}
