import type { CrmPort } from '../../relay/src/index.js'
import { carryOutWork } from './carry-out-work.js'
import { listAgents } from './data/agents.js'
import { saveCall } from './data/calls.js'
import { findClient } from './data/clients.js'
import { CRM_FIELDS } from './data/crm-fields.js'
import type { CrmData } from './data/open-database.js'

/** The relay's door to this CRM. */
export function deskbellCrmPort(data: CrmData): CrmPort {
  return {
    findClient: question => findClient(data, question),
    saveCall: record => saveCall(data, record),
    carryOut: work => carryOutWork(data, work),
    listUsers: async () =>
      (await listAgents(data)).map(({ extension, name }) => ({ id: extension, name, extension })),
    listFields: async () => [...CRM_FIELDS],
  }
}
