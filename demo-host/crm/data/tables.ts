import type { Generated } from 'kysely'
import type { CallDirection, CallOutcome } from '../../../js-shim/src/core/lists.js'
import type { CasesTable, DoneActionsTable, FieldValuesTable } from './work-tables.js'

/** Times are ms since 1970, UTC. */
type Moment = number

export interface AgentsTable {
  extension: string
  name: string
  email: string
}

export interface CompaniesTable {
  id: Generated<number>
  name: string
  city: string
  /** ISO 3166 alpha-2. */
  country: string
  /** Orders of the last twelve months, in euro. */
  orders_eur: number
  /** The switchboard. As somebody typed it into the system before this one, until the clean-up. */
  phone: Generated<string>
  /** Name and city in plain Latin letters, lower case: what a search looks at. */
  search: string
  created_at: Moment
}

export interface ContactsTable {
  id: Generated<number>
  name: string
  company_id: number | null
  role: string
  email: string
  /** Extension of the agent who looks after the contact. */
  responsible: string | null
  /** Name, company, role and e-mail, also in plain Latin letters, lower case. */
  search: string
  created_at: Moment
}

export interface ContactNumbersTable {
  id: Generated<number>
  contact_id: number
  label: string
  e164: string
  /**
   * The digits of `e164` as an integer; indexed. Written and compared, never read: past 2^53 the
   * driver would round it, and `e164` says the same.
   */
  key: bigint
}

export interface CallsTable {
  call_id: string
  provider: string
  direction: CallDirection
  from_number: string
  to_number: string
  line: string
  /** Extension of the agent. */
  agent: string
  offered_at: Moment | null
  answered_at: Moment | null
  ended_at: Moment | null
  ring_seconds: number | null
  talk_seconds: number | null
  outcome: CallOutcome | null
  contact_id: number | null
  /** Key of the client's number, so that a number's calls are found before anybody owns it. */
  client_key: bigint | null
  recording_url: string
  note: string
  /** JSON object of call tracking marks. */
  tracking: string
}

export interface TasksTable {
  id: Generated<number>
  title: string
  /** A message is read rather than done. */
  kind: 'task' | 'callback' | 'message'
  due_at: Moment
  done_at: Moment | null
  contact_id: number | null
  /** Extension of the agent who shall do it. */
  agent: string
  /** E.164, for a callback and where there is no contact. */
  number: string
  call_id: string | null
  /** The lead, deal or ticket that it belongs to. */
  case_id: number | null
  /** Where it stands among others; `''` for nowhere in particular. */
  board: Generated<string>
  /** The sound that it is about, at the telephone system. */
  recording_url: Generated<string>
  created_at: Moment
}

export interface SettingsTable {
  name: string
  value: string
}

export interface CrmTables {
  agents: AgentsTable
  companies: CompaniesTable
  contacts: ContactsTable
  contact_numbers: ContactNumbersTable
  calls: CallsTable
  tasks: TasksTable
  settings: SettingsTable
  cases: CasesTable
  field_values: FieldValuesTable
  done_actions: DoneActionsTable
}
