import type { Generated } from 'kysely'
import type { CallDirection, CallOutcome } from '../../../js-shim/src/core/lists.js'

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
  kind: 'task' | 'callback'
  due_at: Moment
  done_at: Moment | null
  contact_id: number | null
  /** Extension of the agent who shall do it. */
  agent: string
  /** E.164, for a callback. */
  number: string
  call_id: string | null
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
}

/** Everything that makes the tables above; safe to run on a file that has them. */
export const SCHEMA = `
create table if not exists agents (extension text primary key, name text not null, email text not null);
create table if not exists companies (
  id integer primary key, name text not null, city text not null, country text not null,
  orders_eur integer not null, search text not null, created_at integer not null);
create table if not exists contacts (
  id integer primary key, name text not null, company_id integer references companies (id),
  role text not null, email text not null, responsible text references agents (extension),
  search text not null, created_at integer not null);
create index if not exists contacts_by_company on contacts (company_id);
create index if not exists contacts_by_name on contacts (search);
create table if not exists contact_numbers (
  id integer primary key, contact_id integer not null references contacts (id) on delete cascade,
  label text not null, e164 text not null, key bigint not null, unique (contact_id, key));
create index if not exists contact_numbers_by_key on contact_numbers (key);
create table if not exists calls (
  call_id text primary key, provider text not null, direction text not null,
  from_number text not null, to_number text not null, line text not null, agent text not null,
  offered_at integer, answered_at integer, ended_at integer, ring_seconds integer,
  talk_seconds integer, outcome text, contact_id integer references contacts (id),
  client_key bigint, recording_url text not null, note text not null, tracking text not null);
create index if not exists calls_by_contact on calls (contact_id, offered_at);
create index if not exists calls_by_client on calls (client_key);
create index if not exists calls_by_time on calls (offered_at);
create table if not exists tasks (
  id integer primary key, title text not null, kind text not null, due_at integer not null,
  done_at integer, contact_id integer references contacts (id) on delete cascade,
  agent text not null, number text not null, call_id text, created_at integer not null);
create index if not exists tasks_by_contact on tasks (contact_id);
create index if not exists tasks_by_agent on tasks (agent, due_at);
create table if not exists settings (name text primary key, value text not null);
`
