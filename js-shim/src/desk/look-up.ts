import type { Hooks } from '../host/hooks.js'
import type { ContactLookup } from '../lookup/contact-lookup.js'
import type { CallEntry } from './call-entry.js'

/**
 * Finds out who has `number` and puts it into the entry: what is known at once, the host's answer
 * when it comes. A look-up that another has overtaken changes nothing.
 *
 * @param changed - called when the entry was changed
 * @param failed - called when the host could not answer
 */
export function lookUp(
  entry: CallEntry,
  number: string,
  hooks: Hooks,
  lookup: ContactLookup,
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
  entry.asked += 1
  const { asked } = entry
  const known = lookup.known(number)
  if (known) entry.contacts = known.contacts
  if (known && !known.stale) {
    entry.lookup = 'done'
    entry.answered = number
    changed()
    return
  }
  entry.lookup = 'pending'
  entry.settled = lookup.ask(number).then(
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
