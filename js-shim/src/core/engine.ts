import type { Call, CallEvent, NormalizedNumber, Step, Viewpoint } from '../types.js'
import type { Directory, DirectoryOptions } from './directory.js'
import type { FoundNumbers } from './found-numbers.js'
import type { NumberColumn } from './number-column.js'
import type {
  CrmField,
  Decision,
  DecisionRequest,
  FieldMapping,
  IntegrationMatrix,
  MappingProblem,
  PresetName,
  Route,
  RouteRequest,
  RoutingDecision,
  RoutingQuestion,
} from './rules.js'

/** A telephone system's request as it came in. */
export interface ProviderRequest {
  /** The body's text, not decoded. */
  body: string
  contentType: string
  /** ms since 1970, UTC. */
  receivedAt: number
  /** Offsets of the account's time zone: each holds until `[untilMs, minutesEastOfUtc]`, in order. */
  zone: [number, number][]
  /** What stands after the `?` of the address, without Deskbell's own token. */
  query?: string
  /** What the account's owner set up at the provider. */
  settings?: {
    /** The owner's name of a parameter → the provider's own (Ringostat). */
    names?: Record<string, string>
    /** ISO 3166: for numbers that are written as in that country. */
    country?: string
  }
}

export interface DecodedRequest {
  events: CallEvent[]
  /** What the provider's signature covers, one character (U+0000 to U+00FF) for each byte. */
  signedText: string
  /** Absent when the sender waits for no answer. */
  question?: RoutingQuestion
}

/** An answer to a telephone system. */
export interface ProviderReply {
  body: string
  contentType: string
}

export type Provider = 'zadarma' | 'ringostat' | 'pbxware' | 'deskbell'

/** The C++ engine. Every function is pure and answers at once. */
export interface Engine {
  readonly version: { engine: string; metadata: string }
  /** The compiled code, which a worker can be handed. */
  readonly module: WebAssembly.Module
  normalize(text: string, options?: { country?: string }): NormalizedNumber
  /**
   * A whole column at once; what is not a text is read as the text it becomes. Millions of rows a
   * second: in a page, `normalizeStream` gives the frames their turn in between.
   *
   * @param options.from - The first row that is read; the column begins with it.
   * @param options.within - Milliseconds after which the rest of the rows is left: the column is then
   *   shorter than they are. The first is always read.
   */
  normalizeAll(
    rows: readonly unknown[],
    options?: { country?: string; from?: number; within?: number },
  ): NumberColumn
  /**
   * Finds the telephone numbers among the words of texts, and none of the dates, prices, order numbers,
   * IBANs, cards, versions, addresses and coordinates. Bare digits without a plus or a leading zero are a
   * number only behind a word that says so (`Tel.`, `mobile`). What is no text holds none.
   *
   * @param texts - Of any length and number; many at once cost less than one by one.
   */
  findInText(texts: readonly string[], options?: { country?: string }): FoundNumbers
  formatAsYouType(text: string, options?: { country?: string }): string
  /** A memory of whose number it is; it lives until `dispose`. */
  createDirectory(options?: DirectoryOptions): Directory
  /** @throws DeskbellError `bad_payload` with what was wrong. */
  decode(provider: Provider, request: ProviderRequest): DecodedRequest
  /**
   * The answer to a provider that asked for a decision.
   * @param accept - The request's header, where the provider has a choice.
   */
  reply(provider: Provider, decision: RoutingDecision, accept?: string): ProviderReply
  step(call: Call | null, event: CallEvent, viewpoint: Viewpoint): Step
  resume(call: Call, viewpoint: Viewpoint): Step
  /** The `callId` of the click-to-call among `calls` that `event` belongs to, or `null`. */
  matchDialled(calls: readonly Call[], event: CallEvent): string | null
  /** The `ended` event (`end_unknown`) of a call whose end never came, or `null` while it may go on. */
  overdue(call: Call, now: number): CallEvent | null
  /** The integration matrices that come with Deskbell. */
  presetMatrix(name: PresetName): IntegrationMatrix
  /** @throws DeskbellError `bad_rules` with the first mistake and its place. */
  checkMatrix(matrix: unknown): void
  /** @throws DeskbellError `bad_rules` with the first mistake and its place. */
  checkRouting(routing: unknown): void
  /** What is wrong with a field mapping, given the CRM's fields. */
  checkMapping(fields: readonly FieldMapping[], crmFields: readonly CrmField[]): MappingProblem[]
  /** What a call should lead to at a moment. @throws DeskbellError `bad_rules`, `bad_event` */
  decide(request: DecisionRequest): Decision
  /** Where a call goes before it rings. Never throws: a failure is the empty decision. */
  route(request: RouteRequest): Route
}
