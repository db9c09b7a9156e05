import type { Engine } from '../../js-shim/src/core/engine.js'
import type { Relay } from '../../relay/src/index.js'
import type { CrmData } from './data/open-database.js'

/** How the CRM reaches its telephone system, as any customer of Zadarma would. */
export interface TelephoneAccount {
  key: string
  secret: string
  /** Without `/v1/…`. */
  apiUrl: string
  /** The path of the webhook on this server, with its secret token. */
  webhookPath: string
}

export interface CrmOptions {
  data: CrmData
  engine: Engine
  /** Signs the agent's token for the relay. */
  signToken: (agent: { extension: string; name: string }) => Promise<string>
  telephone?: TelephoneAccount
  /** What the relay has heard of each call. */
  replays?: Pick<Relay, 'recentCalls' | 'replayFile'>
  /** What an admin decides about calls. */
  settings?: Relay['settings']
  /** Where the built plugin is: `deskbell.js` and `deskbell/assets/`. */
  webDirectory: string
}
