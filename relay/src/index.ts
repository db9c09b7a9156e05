export { signAgentToken } from './agent-token.js'
export type { CrmPort } from './crm-port.js'
export type { Relay, RelayOptions, ZadarmaOptions } from './options.js'
export { createRelay } from './relay.js'
