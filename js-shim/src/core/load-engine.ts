import type { Call, CallEvent, NormalizedNumber } from '../types.js'
import { askEngine } from './ask-engine.js'
import { DeskbellError } from './deskbell-error.js'
import { Directory } from './directory.js'
import type { Engine } from './engine.js'
import type { EngineExports } from './engine-exports.js'
import type { ErrorCode, NumberKind, NumberNoteCode, NumberReason } from './lists.js'
import type { MappingProblem } from './rules.js'
import { Views } from './views.js'
import { compileModule, openModule } from './wasm-module.js'

/** Where the build put the module, relative to the bundle; set by scripts/build-web.mjs. */
declare const __DESKBELL_WASM__: string | undefined

const WASM_PATH =
  typeof __DESKBELL_WASM__ === 'string' ? __DESKBELL_WASM__ : '../../../build/wasm/deskbell.wasm'

/** Separates the fields of a number; see wasm-core/core/engine.h. */
const SEPARATOR = '\x1f'

/** The engine's JSON answer, or its error thrown. */
function unwrap<T>(text: string): T {
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
function numberText(text: unknown): string {
  const known = typeof text === 'number' || typeof text === 'bigint' ? String(text) : text
  return typeof known === 'string' ? known.trim().slice(0, LONGEST_NUMBER) : ''
}

const countryText = (country: unknown): string =>
  typeof country === 'string' ? country.slice(0, 8) : ''

function json(value: unknown): string {
  let text: string
  try {
    text = JSON.stringify(value) ?? 'null'
  } catch (problem) {
    throw new DeskbellError('bad_json', `it cannot be written as JSON (${problem})`)
  }
  if (text.length <= LONGEST_JSON) return text
  throw new DeskbellError('too_large', `more than ${LONGEST_JSON} characters of JSON`)
}

function createEngine(compiled: WebAssembly.Module, module: EngineExports): Engine {
  const ask = (run: (...sizes: number[]) => number, ...texts: string[]) =>
    askEngine(module, run, ...texts)
  const version = JSON.parse(ask(module.deskbell_version)) as Engine['version']
  const views = new Views(module)
  return {
    version,
    module: compiled,
    normalize(text, options) {
      const country = countryText(options?.country)
      const quick = typeof text === 'string' ? views.normalize(text, country) : null
      return quick ?? readNumber(ask(module.deskbell_normalize, numberText(text), country))
    },
    normalizeAll: (rows, { country, from = 0, within } = {}) =>
      within === undefined
        ? views.normalizeAll(from > 0 ? rows.slice(from) : rows, countryText(country))
        : views.normalizeWithin(within, rows, from, countryText(country)),
    formatAsYouType: (text, options) =>
      ask(module.deskbell_format_as_you_type, numberText(text), countryText(options?.country)),
    createDirectory: options => new Directory(module, options),
    decode: (provider, request) => unwrap(ask(module.deskbell_decode, provider, json(request))),
    reply: (provider, decision, accept = '') =>
      unwrap(ask(module.deskbell_reply, provider, json({ ...decision, accept }))),
    step: (call: Call | null, event: CallEvent, viewpoint) =>
      unwrap(ask(module.deskbell_step, json(call), json(event), json(viewpoint))),
    resume: (call, viewpoint) => unwrap(ask(module.deskbell_resume, json(call), json(viewpoint))),
    matchDialled: (calls, event) =>
      unwrap<{ callId: string | null }>(
        ask(module.deskbell_match_dialled, json(calls), json(event)),
      ).callId,
    overdue: (call, now) =>
      unwrap<{ event: CallEvent | null }>(
        ask(size => module.deskbell_overdue(size, now), json(call)),
      ).event,
    presetMatrix: name => unwrap(ask(module.deskbell_preset_matrix, name)),
    checkMatrix: matrix => void unwrap(ask(module.deskbell_check_matrix, json(matrix ?? null))),
    checkRouting: routing => void unwrap(ask(module.deskbell_check_routing, json(routing ?? null))),
    checkMapping: (fields, crmFields) =>
      unwrap<{ problems: MappingProblem[] }>(
        ask(module.deskbell_check_mapping, json({ fields, crmFields })),
      ).problems,
    decide: request => unwrap(ask(module.deskbell_decide, json(request))),
    route: request => unwrap(ask(module.deskbell_route, json(request))),
  }
}

/**
 * Loads the engine: the same module in a page, a worker and Node.
 *
 * @param options.wasmUrl where the `.wasm` is, when it is not beside the script.
 * @throws DeskbellError `engine_unavailable` when it cannot be fetched, or the page's security
 *   policy forbids WebAssembly (it needs `script-src 'wasm-unsafe-eval'`).
 */
export async function loadEngine(options: { wasmUrl?: string | URL } = {}): Promise<Engine> {
  const url = new URL(options.wasmUrl ?? WASM_PATH, import.meta.url)
  try {
    const compiled = await compileModule(url)
    return createEngine(compiled, await openModule(compiled))
  } catch (problem) {
    const reason = problem instanceof Error ? problem.message : String(problem)
    throw new DeskbellError('engine_unavailable', reason)
  }
}
