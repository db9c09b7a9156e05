import type { CrmPort } from '../../relay/src/index.js'
import { saveCall } from './data/calls.js'
import { findByNumbers } from './data/contacts.js'
import type { CrmData } from './data/open-database.js'

/** The relay's door to this CRM: its contacts and its table of calls. */
export function deskbellCrmPort(data: CrmData): CrmPort {
  return {
    findClient: async ({ number }) => {
      const [contact] = await findByNumbers(data, [number])
      return contact ? { contact } : {}
    },
    saveCall: record => saveCall(data, record),
  }
}
