// The exchange of these tests: its accounts, and who has them.
import type { DeskbellConfig } from '../../js-shim/src/config.js'
import type { Kamailio } from '../support/exchange/kamailio.js'
import { DOMAIN, type Subscriber } from '../support/exchange/kamailio-config.js'

export const ANNA: Subscriber = { user: '101', password: 'anna-9x', numbers: ['+31201234101'] }
export const BRAM: Subscriber = { user: '102', password: 'bram-7k', numbers: ['+31201234102'] }
export const CARLA: Subscriber = { user: '103', password: 'carla-3p', numbers: ['+31201234103'] }
/** Telephones of another house: a customer's, and one on a colleague's desk. */
export const CUSTOMER: Subscriber = { user: '+31612345678', password: 'desk-1' }
export const COLLEAGUE: Subscriber = { user: '201', password: 'desk-2' }

export const EVERYBODY = [ANNA, BRAM, CARLA, CUSTOMER, COLLEAGUE]

/** What the host's server would say to an agent with this account. */
export function configOf(
  { user, password }: Subscriber,
  exchange: Kamailio,
  more: Partial<NonNullable<DeskbellConfig['sip']>> = {},
): Partial<DeskbellConfig> {
  const account = { uri: `sip:${user}@${DOMAIN}`, password, servers: [exchange.webSocket] }
  return {
    agent: { id: `agent-${user}`, name: `Agent ${user}`, extension: user },
    lines: { '+31201234103': 'Carla' },
    sip: { accounts: [account], ...more },
  }
}
