import type { Client } from '../../js-shim/src/core/rules.js'
import type { ClientQuestion, CrmPort } from './crm-port.js'
import { timeLimit } from './time-limit.js'

/**
 * Who the CRM says it is. Nobody is asked about what is neither a number nor a chosen contact nor
 * typed digits; then the client is `{}`, as when the CRM knows nobody.
 * @throws When the CRM fails, needs longer than `patienceMs` or answers nonsense.
 */
export async function lookUpClient(
  crm: CrmPort,
  question: ClientQuestion,
  patienceMs: number,
): Promise<Client> {
  const { number, contact, dtmf } = question
  if (!number.startsWith('+') && !contact && !dtmf) return {}
  const client = await timeLimit(patienceMs, () => crm.findClient(question))
  // What is in it the engine reads with care; it has to be an object that JSON can write.
  if (typeof client !== 'object' || client === null) throw new TypeError('no client')
  return JSON.parse(JSON.stringify(client))
}
