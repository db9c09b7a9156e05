import type { Call, CallEvent, NormalizedNumber } from '../types.js'
import { askEngine } from './ask-engine.js'
import { DeskbellError } from './deskbell-error.js'
import { Directory } from './directory.js'
import type { Engine } from './engine.js'
import type { ErrorCode, NumberKind, NumberNoteCode, NumberReason } from './lists.js'
import type { OpenEngine } from './open-engine.js'

/** What of the engine a page needs from its first call on. */
export type PageEngine = Pick<
  Engine,
  | 'version'
  | 'module'
  | 'normalize'
  | 'formatAsYouType'
  | 'createDirectory'
  | 'step'
  | 'resume'
  | 'checkMatrix'
  | 'decide'
>

/** Separates the fields of a number; see wasm-core/core/engine.h. */
const SEPARATOR = '\x1f'

/** The engine's JSON answer, or its error thrown. */
export function unwrap<T>(text: string): T {
  const answer = JSON.parse(text) as T & { error?: { code: ErrorCode; detail: string } }
  const error = Object.hasOwn(answer as object, 'error') && answer.error
  if (error) throw new DeskbellError(error.code, error.detail)
  return answer
}

function readNumber(line: string): NormalizedNumber {
  const fields = line.split(SEPARATOR)
  const field = (index: number) => fields[index] ?? ''
  const notes: NormalizedNumber['notes'] = []
  for (let i = 9; i < fields.length; i += 2) {
    notes.push({ code: field(i) as NumberNoteCode, detail: field(i + 1) })
  }
  return {
    e164: field(0),
    key: field(1),
    national: field(2),
    international: field(3),
    country: field(4),
    kind: field(5) as NumberKind,
    extension: field(6),
    valid: field(7) === '1',
    reason: field(8) as NumberReason,
    notes,
  }
}

/** Longest JSON that crosses, UTF-16 units: thousands of calls. The module's memory is bounded. */
const LONGEST_JSON = 4_000_000
/** The engine reads 250 bytes of a number; nothing longer need cross. UTF-16 units. */
const LONGEST_NUMBER = 1_000

/** What a caller without types may pass becomes text, or nothing. */
export function numberText(text: unknown): string {
  const known = typeof text === 'number' || typeof text === 'bigint' ? String(text) : text
  return typeof known === 'string' ? known.trim().slice(0, LONGEST_NUMBER) : ''
}

export const countryText = (country: unknown): string =>
  typeof country === 'string' ? country.slice(0, 8) : ''

export function json(value: unknown): string {
  let text: string
  try {
    text = JSON.stringify(value) ?? 'null'
  } catch (problem) {
    throw new DeskbellError('bad_json', `it cannot be written as JSON (${problem})`)
  }
  if (text.length <= LONGEST_JSON) return text
  throw new DeskbellError('too_large', `more than ${LONGEST_JSON} characters of JSON`)
}

export function createPageEngine({ module, exports }: OpenEngine): PageEngine {
  const ask = (run: (...sizes: number[]) => number, ...texts: string[]) =>
    askEngine(exports, run, ...texts)
  return {
    version: JSON.parse(ask(exports.deskbell_version)),
    module,
    normalize: (text, options) => {
      const country = countryText(options?.country)
      return readNumber(ask(exports.deskbell_normalize, numberText(text), country))
    },
    formatAsYouType: (text, options) => {
      const country = countryText(options?.country)
      return ask(exports.deskbell_format_as_you_type, numberText(text), country)
    },
    createDirectory: options => new Directory(exports, options),
    step: (call: Call | null, event: CallEvent, viewpoint) =>
      unwrap(ask(exports.deskbell_step, json(call), json(event), json(viewpoint))),
    resume: (call, viewpoint) => unwrap(ask(exports.deskbell_resume, json(call), json(viewpoint))),
    checkMatrix: matrix => void unwrap(ask(exports.deskbell_check_matrix, json(matrix ?? null))),
    decide: request => unwrap(ask(exports.deskbell_decide, json(request))),
  }
}
