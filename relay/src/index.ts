export { signAgentToken } from './agents/agent-token.js'
export type { CallWork, ClientQuestion, CrmPort, DoneAction } from './crm-port.js'
export type {
  Relay,
  RelayOptions,
  TenantOptions,
  WebhookAccount,
  WholesaleOptions,
  ZadarmaOptions,
} from './options.js'
export { createRelay } from './relay.js'
export { readReplay } from './replay/read-replay.js'
export { redactReplay } from './replay/redact.js'
export { differs, type Replay, type ReplayStep, replay } from './replay/replay.js'
export type { ReplayFile } from './replay/replay-file.js'
export { decidedWords, stepWords, verdictWords } from './replay/words.js'
export type { Setting, SettingName, Settings, SettingValues } from './settings/settings.js'
export type { Tenants } from './tenants.js'
export type { Prices } from './wholesale/prices.js'
export type { NewAccount, Provisioning } from './wholesale/provisioning.js'
export type { Statement, StatementItem, StatementLine } from './wholesale/statement.js'
