import { prepared } from '../../../relay/src/store/prepared.js'
import type { CrmData } from './open-database.js'
import type { CaseKind, CasesTable } from './work-tables.js'

/** A lead, deal or ticket as the pages show it. */
export interface CaseRow {
  id: number
  kind: CaseKind
  title: string
  contactId: number | null
  responsible: string | null
  responsibleName: string | null
  callId: string | null
  closedAt: number | null
  createdAt: number
}

function selectCases(db: CrmData['db']) {
  return db
    .selectFrom('cases')
    .leftJoin('agents', 'agents.extension', 'cases.responsible')
    .select([
      'cases.id',
      'cases.kind',
      'cases.title',
      'cases.contact_id as contactId',
      'cases.responsible',
      'agents.name as responsibleName',
      'cases.call_id as callId',
      'cases.closed_at as closedAt',
      'cases.created_at as createdAt',
    ])
}

/** Open ones first, the newest on top. */
export async function casesOfContact(data: CrmData, contactId: number): Promise<CaseRow[]> {
  const rows = await selectCases(data.db)
    .where('cases.contact_id', '=', contactId)
    .orderBy('cases.id', 'desc')
    .limit(100)
    .execute()
  return [
    ...rows.filter(({ closedAt }) => closedAt === null),
    ...rows.filter(({ closedAt }) => closedAt !== null),
  ]
}

const selectOpen = prepared(
  (db: CrmData['db'], { contactIds }: { contactIds: readonly number[] }) =>
    selectCases(db)
      .where('cases.contact_id', 'in', contactIds)
      .where('cases.closed_at', 'is', null)
      .orderBy('cases.id', 'desc'),
)

/** What is open for these contacts, the newest on top. */
export function openCases({ db }: CrmData, contactIds: readonly number[]): Promise<CaseRow[]> {
  return selectOpen(db, { contactIds })
}

const selectCase = prepared((db: CrmData['db'], { id }: { id: number }) =>
  selectCases(db).where('cases.id', '=', id),
)

export async function getCase({ db }: CrmData, id: number): Promise<CaseRow | undefined> {
  const [row] = await selectCase(db, { id })
  return row
}

export type CaseInput = Pick<
  CasesTable,
  'kind' | 'title' | 'contact_id' | 'responsible' | 'call_id'
>

const insertCase = prepared((db: CrmData['db'], input: CaseInput & { createdAt: number }) =>
  db
    .insertInto('cases')
    .values({
      kind: input.kind,
      title: input.title,
      contact_id: input.contact_id,
      responsible: input.responsible,
      call_id: input.call_id,
      closed_at: null,
      created_at: input.createdAt,
    })
    .returning('id'),
)

export async function createCase({ db }: CrmData, input: CaseInput): Promise<number> {
  const [made] = await insertCase(db, { ...input, createdAt: Date.now() })
  return Number(made?.id)
}

/** @returns false when there is no such case. */
export async function closeCase({ db }: CrmData, id: number, closed: boolean): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('cases')
    .set({ closed_at: closed ? Date.now() : null })
    .where('id', '=', id)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
