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

function selectCases({ db }: CrmData) {
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
  const rows = await selectCases(data)
    .where('cases.contact_id', '=', contactId)
    .orderBy('cases.id', 'desc')
    .limit(100)
    .execute()
  return [
    ...rows.filter(({ closedAt }) => closedAt === null),
    ...rows.filter(({ closedAt }) => closedAt !== null),
  ]
}

/** What is open for these contacts, the newest on top. */
export function openCases(data: CrmData, contactIds: readonly number[]): Promise<CaseRow[]> {
  return selectCases(data)
    .where('cases.contact_id', 'in', contactIds)
    .where('cases.closed_at', 'is', null)
    .orderBy('cases.id', 'desc')
    .execute()
}

export async function getCase(data: CrmData, id: number): Promise<CaseRow | undefined> {
  return selectCases(data).where('cases.id', '=', id).executeTakeFirst()
}

export type CaseInput = Pick<
  CasesTable,
  'kind' | 'title' | 'contact_id' | 'responsible' | 'call_id'
>

export async function createCase({ db }: CrmData, input: CaseInput): Promise<number> {
  const { id } = await db
    .insertInto('cases')
    .values({ ...input, closed_at: null, created_at: Date.now() })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
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
