import { sql } from 'kysely'
import type { CallRecord } from '../../../js-shim/src/types.js'
import { prepared } from '../../../relay/src/store/prepared.js'
import { keysOf } from './contact-numbers.js'
import { PAGE_SIZE } from './contacts.js'
import type { CrmData } from './open-database.js'
import type { CallsTable } from './tables.js'

export type CallFilter = 'all' | 'in' | 'out' | 'missed'

/** A call as the pages show it. */
export type CallRow = Pick<
  CallsTable,
  | 'call_id'
  | 'direction'
  | 'from_number'
  | 'to_number'
  | 'line'
  | 'agent'
  | 'offered_at'
  | 'answered_at'
  | 'ended_at'
  | 'ring_seconds'
  | 'talk_seconds'
  | 'outcome'
  | 'contact_id'
  | 'recording_url'
  | 'note'
> & { contactName: string | null; company: string | null; agentName: string | null }

function selectCalls({ db }: CrmData) {
  return db
    .selectFrom('calls')
    .leftJoin('contacts', 'contacts.id', 'calls.contact_id')
    .leftJoin('companies', 'companies.id', 'contacts.company_id')
    .leftJoin('agents', 'agents.extension', 'calls.agent')
    .select([
      'calls.call_id',
      'calls.direction',
      'calls.from_number',
      'calls.to_number',
      'calls.line',
      'calls.agent',
      'calls.offered_at',
      'calls.answered_at',
      'calls.ended_at',
      'calls.ring_seconds',
      'calls.talk_seconds',
      'calls.outcome',
      'calls.contact_id',
      'calls.recording_url',
      'calls.note',
      'contacts.name as contactName',
      'companies.name as company',
      'agents.name as agentName',
    ])
}

export async function listCalls(
  data: CrmData,
  filter: CallFilter,
  page: number,
): Promise<{ rows: CallRow[]; total: number }> {
  const where =
    filter === 'in'
      ? sql<boolean>`direction = 'inbound'`
      : filter === 'out'
        ? sql<boolean>`direction = 'outbound'`
        : filter === 'missed'
          ? sql<boolean>`direction = 'inbound' and outcome not in ('completed')`
          : sql<boolean>`true`
  const { total } = await data.db
    .selectFrom('calls')
    .select(eb => eb.fn.countAll<number>().as('total'))
    .where(where)
    .executeTakeFirstOrThrow()
  const rows = await selectCalls(data)
    .where(where)
    .orderBy('calls.offered_at', 'desc')
    .limit(PAGE_SIZE)
    .offset((page - 1) * PAGE_SIZE)
    .execute()
  return { rows, total }
}

/** The agent's calls whose name, company, number or note has the text in it, newest first. */
export async function callsOfAgent(
  data: CrmData,
  extension: string,
  text: string,
): Promise<CallRow[]> {
  const found = `%${text.toLowerCase().replace(/[%_\\]/g, '')}%`
  return selectCalls(data)
    .where('calls.agent', '=', extension)
    .where(eb =>
      eb.or(
        (
          ['contacts.name', 'companies.name', 'from_number', 'to_number', 'calls.note'] as const
        ).map(column => eb(eb.fn('lower', [column]), 'like', found)),
      ),
    )
    .orderBy('calls.offered_at', 'desc')
    .limit(PAGE_SIZE)
    .execute()
}

/** A row as Deskbell knows it; its recording through this server. */
export function toCallRecord(row: CallRow): Partial<CallRecord> {
  const contact =
    row.contactName === null || row.contact_id === null
      ? null
      : {
          id: `${row.contact_id}`,
          name: row.contactName,
          ...(row.company !== null && { company: row.company }),
        }
  return {
    callId: row.call_id,
    direction: row.direction as CallRecord['direction'],
    from: row.from_number,
    to: row.to_number,
    line: row.line,
    agent: row.agent,
    offeredAt: row.offered_at,
    answeredAt: row.answered_at,
    endedAt: row.ended_at,
    talkSeconds: row.talk_seconds,
    outcome: row.outcome as CallRecord['outcome'],
    contact,
    recordingUrl: row.recording_url && `/recordings/${encodeURIComponent(row.call_id)}`,
    note: row.note,
  }
}

/** A contact's own calls, and those of its numbers that nobody was chosen for. Newest first. */
export async function callsOfContact(
  data: CrmData,
  id: number,
  numbers: readonly string[],
): Promise<CallRow[]> {
  const keys = keysOf(numbers)
  return selectCalls(data)
    .where(eb =>
      eb.or([
        eb('calls.contact_id', '=', id),
        ...(keys.length === 0
          ? []
          : [eb.and([eb('calls.contact_id', 'is', null), eb('calls.client_key', 'in', keys)])]),
      ]),
    )
    .orderBy('calls.offered_at', 'desc')
    .limit(PAGE_SIZE)
    .execute()
}

export async function recordingOf({ db }: CrmData, callId: string): Promise<string> {
  const call = await db
    .selectFrom('calls')
    .select('recording_url')
    .where('call_id', '=', callId)
    .executeTakeFirst()
  return call?.recording_url ?? ''
}

/**
 * Stores what is known of a call. May be told the same call any number of times, by page and relay
 * at once: what a later record does not know is not forgotten.
 */
export async function saveCall(data: CrmData, record: CallRecord): Promise<void> {
  const row = callRow(record, await chosenContact(data, record.contact?.id))
  const owner = row.contact_id ?? (await onlyOwner(data, row.client_key))
  await upsertCall(data.db, { ...row, contact_id: owner, chosen: row.contact_id })
}

const upsertCall = prepared(
  (db: CrmData['db'], { chosen, ...row }: CallsTable & { chosen: number | null }) =>
    db
      .insertInto('calls')
      .values(row)
      .onConflict(conflict =>
        conflict.column('call_id').doUpdateSet({
          // `excluded` would carry the guessed owner, which must not replace a chosen contact.
          contact_id: sql`coalesce(${chosen}, calls.contact_id, excluded.contact_id)`,
          ...latest(['offered_at', 'answered_at', 'ended_at', 'ring_seconds', 'talk_seconds']),
          ...latest(['outcome', 'client_key']),
          ...latestText(['from_number', 'to_number', 'line', 'agent', 'recording_url', 'note']),
          tracking: sql`case when excluded.tracking = '{}' then calls.tracking else excluded.tracking end`,
        }),
      ),
)

/** A call with a number that nobody has exactly belongs to whom its work was decided for. */
export async function adoptCall(data: CrmData, callId: string, contact: string): Promise<void> {
  const contactId = await chosenContact(data, contact)
  if (contactId === null) return
  await updateOwner(data.db, { callId, contactId })
}

const updateOwner = prepared((db: CrmData['db'], owned: { callId: string; contactId: number }) =>
  db
    .updateTable('calls')
    .set({ contact_id: owned.contactId })
    .where('call_id', '=', owned.callId)
    .where('contact_id', 'is', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(selectFrom('contact_numbers').select('id').whereRef('key', '=', 'calls.client_key')),
      ),
    ),
)

/** A record as it is stored; `contactId` is whom somebody chose. */
export function callRow(record: CallRecord, contactId: number | null): CallsTable {
  const [clientKey = null] = keysOf([record.direction === 'inbound' ? record.from : record.to])
  return {
    call_id: record.callId,
    provider: record.provider,
    direction: record.direction,
    from_number: record.from,
    to_number: record.to,
    line: record.line,
    agent: record.agent,
    offered_at: record.offeredAt,
    answered_at: record.answeredAt,
    ended_at: record.endedAt,
    ring_seconds: record.ringSeconds,
    talk_seconds: record.talkSeconds,
    outcome: record.outcome,
    contact_id: contactId,
    client_key: clientKey,
    recording_url: record.recordingUrl,
    note: record.note,
    tracking: JSON.stringify(record.tracking),
  }
}

function latest(columns: (keyof CallsTable)[]) {
  return Object.fromEntries(
    columns.map(column => [
      column,
      sql`coalesce(${sql.ref(`excluded.${column}`)}, ${sql.ref(`calls.${column}`)})`,
    ]),
  )
}

function latestText(columns: (keyof CallsTable)[]) {
  return Object.fromEntries(
    columns.map(column => [
      column,
      sql`coalesce(nullif(${sql.ref(`excluded.${column}`)}, ''), ${sql.ref(`calls.${column}`)})`,
    ]),
  )
}

async function chosenContact({ db }: CrmData, id: string | undefined): Promise<number | null> {
  if (id === undefined || !/^\d{1,15}$/.test(id)) return null
  return knownContact(db, Number(id))
}

const selectContactId = prepared((db: CrmData['db'], { id }: { id: number }) =>
  db.selectFrom('contacts').select('id').where('id', '=', id),
)

/** The same id, or `null` when there is no such contact (any more). */
export async function knownContact(db: CrmData['db'], id: number): Promise<number | null> {
  const [contact] = await selectContactId(db, { id })
  return contact?.id ?? null
}

const selectTwoOwners = prepared((db: CrmData['db'], { key }: { key: bigint }) =>
  db.selectFrom('contact_numbers').select('contact_id').where('key', '=', key).limit(2),
)

async function onlyOwner({ db }: CrmData, key: bigint | null): Promise<number | null> {
  if (key === null) return null
  const owners = await selectTwoOwners(db, { key })
  return owners.length === 1 ? (owners[0]?.contact_id ?? null) : null
}
