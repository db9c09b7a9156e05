/** Deskbell as an ES module: `import { createDeskbell } from 'deskbell'`. */

export type { DeskbellConfig } from './config.js'
export { DeskbellError } from './core/deskbell-error.js'
export type { FoundNumbers } from './core/found-numbers.js'
export type {
  CallDirection,
  CallEventType,
  CallOutcome,
  CallState,
  ErrorCode,
  NumberKind,
  NumberNoteCode,
  NumberReason,
} from './core/lists.js'
export type { NumberStreamOptions } from './core/normalize-stream.js'
export type { NumberColumn } from './core/number-column.js'
export type { NumberRows } from './core/row-batches.js'
export { createDeskbell } from './create-deskbell.js'
export { defineElements } from './define.js'
export type { Deskbell } from './deskbell-api.js'
export type { DeskbellOptions } from './deskbell-options.js'
export type {
  CallbackDraft,
  ContactDraft,
  DealDraft,
  HookName,
  HostHooks,
  TaskDraft,
} from './host/hook-types.js'
export type { ActionsListener, CallListener, ListenerContext } from './host/listeners.js'
export type { Placement } from './panel/placement.js'
export type { CallAction, Line, LineSink, LineStatus } from './ports/line.js'

export type { TextOverrides } from './text/texts.js'
export type { Call, CallEvent, CallRecord, Contact, NormalizedNumber } from './types.js'
