/**
 * The engine alone, for a host's server, a worker or a script:
 * `import { loadEngine } from 'deskbell/engine'`.
 */
export type {
  Directory,
  DirectoryAnswer,
  DirectoryNumbers,
  DirectoryOptions,
} from './core/directory.js'
export {
  type DecodedRequest,
  DeskbellError,
  type Engine,
  type Provider,
  type ProviderRequest,
  type RoutingDecision,
} from './core/engine.js'
export { loadEngine } from './core/load-engine.js'
export {
  type NumberRows,
  type NumberStreamOptions,
  normalizeRows,
  normalizeStream,
} from './core/normalize-stream.js'
export type { NumberColumn } from './core/number-column.js'
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
