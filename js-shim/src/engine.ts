/**
 * The engine alone, for a host's server, a worker or a script:
 * `import { loadEngine } from 'deskbell/engine'`.
 */

export { DeskbellError } from './core/deskbell-error.js'
export type { Directory, DirectoryAnswer, DirectoryOptions } from './core/directory.js'
export type { DirectoryNumbers } from './core/directory-view.js'
export type { DecodedRequest, Engine, Provider, ProviderRequest } from './core/engine.js'
export type { FoundNumbers } from './core/found-numbers.js'
export { loadEngine } from './core/load-engine.js'
export {
  type NumberStreamOptions,
  normalizeRows,
  normalizeStream,
} from './core/normalize-stream.js'
export type { NumberColumn } from './core/number-column.js'
export type { NumberRows } from './core/row-batches.js'
export type { RoutingDecision } from './core/rules.js'
export type {
  Call,
  CallEvent,
  CallRecord,
  Contact,
  Effect,
  NormalizedNumber,
  Step,
  Viewpoint,
} from './types.js'
