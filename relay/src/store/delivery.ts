import type { ProviderRequest } from '../../../js-shim/src/core/engine.js'
import type { CallState, ErrorCode, RuleMoment } from '../../../js-shim/src/core/lists.js'
import type { Route } from '../../../js-shim/src/core/rules.js'
import type { Effect } from '../../../js-shim/src/types.js'

/** A telephone system's webhook, as far as it may be kept: without token and signature. */
export interface Webhook {
  request: ProviderRequest
  /** Whether its signature was right; `unsigned` when this telephone system signs nothing. */
  signature: 'verified' | 'wrong' | 'unsigned'
}

/** What came of one event of a delivery. */
export interface Told {
  /** The event's id as its sender gave it. */
  id: string
  /** `repeated`: it was known before and changed nothing. */
  news: 'new' | 'repeated'
  /** Where the call stood after it; absent for a repeated one, as the two below. */
  state?: CallState
  /** What the engine wished for, seen from the relay. */
  effects?: Effect[]
  /** When it asked for the integration matrix. */
  moments?: RuleMoment[]
}

/** Something that reached the relay about a call, and what came of it. */
export interface Delivery {
  /** When it was there: ms since 1970, UTC. */
  at: number
  provider: string
  /** Absent when the relay itself or an agent's page told it, or when it told of other calls too. */
  webhook?: Webhook
  /** Why it was not believed. */
  refused?: { code: ErrorCode; detail: string }
  /** What it was answered, when it asked where the call goes. */
  answered?: Route
  told: Told[]
}
