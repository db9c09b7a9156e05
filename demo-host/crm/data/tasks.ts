import type { Insertable, Selectable } from 'kysely'
import { prepared } from '../../../relay/src/store/prepared.js'
import type { CrmData } from './open-database.js'
import type { TasksTable } from './tables.js'

export type TaskRow = Pick<
  Selectable<TasksTable>,
  | 'title'
  | 'kind'
  | 'due_at'
  | 'done_at'
  | 'contact_id'
  | 'agent'
  | 'number'
  | 'call_id'
  | 'board'
  | 'recording_url'
> & { id: number; contactName: string | null; agentName: string | null }

function selectTasks({ db }: CrmData) {
  return db
    .selectFrom('tasks')
    .leftJoin('contacts', 'contacts.id', 'tasks.contact_id')
    .leftJoin('agents', 'agents.extension', 'tasks.agent')
    .select([
      'tasks.id',
      'tasks.title',
      'tasks.kind',
      'tasks.due_at',
      'tasks.done_at',
      'tasks.contact_id',
      'tasks.agent',
      'tasks.number',
      'tasks.call_id',
      'tasks.board',
      'tasks.recording_url',
      'contacts.name as contactName',
      'agents.name as agentName',
    ])
}

/** Open tasks first, the most urgent on top; then what was done, the latest on top. */
export function listTasks(
  data: CrmData,
  whose: { agent?: string; contactId?: number; done: boolean },
): Promise<TaskRow[]> {
  let query = selectTasks(data).where('tasks.done_at', whose.done ? 'is not' : 'is', null)
  if (whose.agent !== undefined) query = query.where('tasks.agent', '=', whose.agent)
  if (whose.contactId !== undefined) query = query.where('tasks.contact_id', '=', whose.contactId)
  query = whose.done ? query.orderBy('tasks.done_at', 'desc') : query.orderBy('tasks.due_at')
  return query.limit(100).execute()
}

export type TaskInput = Omit<Insertable<TasksTable>, 'id' | 'done_at' | 'created_at'>

const insertTask = prepared((db: CrmData['db'], task: TaskInput & { created_at: number }) =>
  db
    .insertInto('tasks')
    .values({ ...task, done_at: null })
    .returning('id'),
)

export async function createTask({ db }: CrmData, task: TaskInput): Promise<number> {
  const [made] = await insertTask(db, { ...task, created_at: Date.now() })
  return Number(made?.id)
}

export async function markTask({ db }: CrmData, id: number, done: boolean): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('tasks')
    .set({ done_at: done ? Date.now() : null })
    .where('id', '=', id)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
