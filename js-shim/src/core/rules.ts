/**
 * The rules as they cross between engine, relay and page. What a matrix or routing may contain in
 * detail: the JSON schemas in wasm-core/rules.
 */
import type { Call, CallRecord, Contact } from '../types.js'
import type {
  ActionType,
  Answerer,
  Assignee,
  CallDirection,
  CallResult,
  ClientKind,
  EntityType,
  RouteStep,
  RuleLocation,
  RuleMoment,
  RuleOperator,
} from './lists.js'

/** A colleague: the CRM's user, and the extension that rings there. */
export interface Person {
  id: string
  name: string
  extension: string
}

/** Who is at the other end of a call, as the CRM knows it. */
export interface Client {
  contact?: Contact | null
  /** Leads, deals and tickets of the client that are not closed; what matters most first. */
  open?: {
    type: 'lead' | 'deal' | 'ticket'
    id: string
    responsible?: { id: string; name?: string; extension?: string }
  }[]
  /** Values of CRM fields by name, for routing. */
  fields?: Record<string, string>
  /** The name in Latin letters, for desk phones. */
  callerName?: string
}

export interface ActionTemplate {
  type: ActionType
  /** `responsible` when left out. */
  assignee?: Assignee
  /** Id of the colleague when the assignee is `named`. */
  user?: string
  on?: EntityType
  text?: string
  /** From the end of the call. */
  dueMinutes?: number
  board?: string
  recording?: boolean
  tracking?: boolean
}

type OneOrMore<T> = T | T[]

export interface MatrixRow {
  id: string
  enabled?: boolean
  note?: string
  moment: RuleMoment
  when?: {
    direction?: OneOrMore<CallDirection>
    outcome?: OneOrMore<CallResult>
    client?: OneOrMore<ClientKind>
    answeredBy?: OneOrMore<Answerer>
  }
  actions: ActionTemplate[]
}

/** A value of the call → a text field of the CRM. */
export interface FieldMapping {
  /** A member of the call record, or `tracking.<mark>`. */
  value: string
  entity: EntityType
  field: string
}

export interface CrmField {
  entity: EntityType
  name: string
  /** Only `text` can be mapped. */
  type: string
}

export interface MappingProblem {
  index: number
  detail: string
}

/** Which calls lead to which work; the first row that fits a call at a moment counts. */
export interface IntegrationMatrix {
  rows: MatrixRow[]
  fields?: FieldMapping[]
  /** Somebody else's integration makes the entities: nothing is created. */
  updateOnly?: boolean
  settings?: {
    seniorManager?: string
    outgoingAgent?: string
    /** 240 when left out. */
    dueMinutes?: number
    board?: string
    /** Left out: every extension is somebody's. */
    staff?: { id: string; name?: string; extension?: string }[]
  }
}

export type PresetName = 'recommended' | 'zadarma' | 'update_only'

export interface DecisionRequest {
  call: Call
  client: Client
  matrix: IntegrationMatrix
  moment: RuleMoment
  /** ms since 1970, UTC. */
  now: number
  /** The row that was chosen before for this call and moment: a decision is made once. */
  row?: string
}

/** One piece of work for the CRM. */
export interface Action {
  /** Executed twice with the same key, it happens once; the later content counts. */
  key: string
  row: string
  type: ActionType
  callId: string
  /** The client's number in E.164, `''` when withheld. */
  number: string
  /** What it hangs on: something that the CRM has, or that the action with the key `madeBy` makes. */
  target?: { type: EntityType; id?: string; madeBy?: string }
  assignee?: Person
  text?: string
  /** ms since 1970, UTC. */
  dueAt?: number
  board?: string
  recordingUrl?: string
  /** CRM field → value. */
  fields?: Record<string, string>
  tracking?: CallRecord['tracking']
}

export interface Decision {
  /** `''` when no row fits. */
  row: string
  actions: Action[]
}

interface Destination {
  destination: string
  /** The mailbox there may take the call; otherwise it comes back. */
  voicemail?: boolean
  /** Seconds of ringing before it comes back. */
  timeout?: number
}

export interface RoutingRule {
  id: string
  name?: string
  enabled?: boolean
  /** Of the CRM; `dtmf` means the digits typed in the menu. */
  field: string
  location?: { kind: RuleLocation; value?: string }
  lines?: ({ operator: RuleOperator; value?: string } & Destination)[]
  default?: Destination
}

/** The first that has an answer: blacklist, a rule's line, smart forwarding, a rule's default. */
export interface Routing {
  callerName?: boolean
  /** `key`: digits of E.164. */
  blacklist?: { key: string; prefix?: boolean; note?: string }[]
  blacklistHangsUp?: boolean
  smartForwarding?: { enabled?: boolean; order?: EntityType[]; timeout?: number }
  rules?: RoutingRule[]
}

export interface RouteRequest {
  question: RoutingQuestion
  client: Client
  routing: Routing
}

export interface Route {
  decision: RoutingDecision
  /** Which step decided; `line` counts from 0. `detail` says what failed. */
  why: { step: RouteStep; rule?: string; line?: number; detail?: string }
}

/** What a system that asks before it rings wants to know about. */
export interface RoutingQuestion {
  /** E.164, an extension, or `''` when withheld. */
  from: string
  /** The company's own number that was called. */
  line: string
  /** The voice menu that asks, or `''`. */
  menu: string
  /** The digits that the caller typed there. */
  dtmf: string
  /** The CRM field whose value is asked for (PBXware), or `''`. */
  field: string
}

/** What to tell the telephone system that asked before ringing. An empty one changes nothing. */
export interface RoutingDecision {
  /** Shown on the ringing desk phone; Latin letters. */
  callerName?: string
  /** Where the call goes, in the provider's own words. */
  redirect?: string
  /** Seconds of ringing there before the provider takes the call back; 0: it stays there. */
  returnTimeout?: number
  hangup?: boolean
  /** The value of the field that was asked for, and the field. */
  value?: string
  field?: string
}
