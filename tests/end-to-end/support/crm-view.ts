import type { Company } from './company.js'

const digits = (number: string) => BigInt(number.replace('+', ''))

/** The contacts with exactly this number. */
export function contactsWith({ data }: Company, number: string) {
  return data.db
    .selectFrom('contacts')
    .select(['id', 'name', 'responsible'])
    .where('id', 'in', eb =>
      eb.selectFrom('contact_numbers').select('contact_id').where('key', '=', digits(number)),
    )
    .orderBy('id')
    .execute()
}

export async function onlyContact(company: Company, number: string) {
  const contacts = await contactsWith(company, number)
  const [contact] = contacts
  if (!contact || contacts.length > 1)
    throw new Error(`${contacts.length} contacts have ${number}, not one`)
  return contact
}

/** `kind@responsible`, in the order in which they were made. */
export async function casesOf({ data }: Company, contactId: number): Promise<string[]> {
  const rows = await data.db
    .selectFrom('cases')
    .select(['kind', 'responsible'])
    .where('contact_id', '=', contactId)
    .orderBy('id')
    .execute()
  return rows.map(({ kind, responsible }) => `${kind}@${responsible}`)
}

/** What a call led to, in the order in which it was made. */
export async function tasksOf({ data }: Company, callId: string) {
  const rows = await data.db
    .selectFrom('tasks')
    .leftJoin('cases', 'cases.id', 'tasks.case_id')
    .select([
      'tasks.title',
      'tasks.kind',
      'tasks.agent',
      'tasks.contact_id',
      'tasks.due_at',
      'tasks.done_at',
      'tasks.board',
      'tasks.recording_url',
      'cases.kind as on',
    ])
    .where('tasks.call_id', '=', callId)
    .orderBy('tasks.id')
    .execute()
  return rows.map(row => ({
    title: row.title,
    kind: row.kind,
    agent: row.agent,
    contactId: row.contact_id,
    dueAt: row.due_at,
    done: row.done_at !== null,
    board: row.board,
    recording: row.recording_url,
    on: row.on ?? 'contact',
  }))
}

/** The same in short: `open|done kind@agent on ticket, with recording`. */
export async function workOf(company: Company, callId: string): Promise<string[]> {
  const tasks = await tasksOf(company, callId)
  return tasks.map(({ done, kind, agent, on, contactId, recording }) => {
    const place = on === 'contact' && contactId === null ? 'nothing' : on
    return `${done ? 'done' : 'open'} ${kind}@${agent} on ${place}${recording ? ', recording' : ''}`
  })
}

export async function callRow({ data }: Company, callId: string) {
  return data.db
    .selectFrom('calls')
    .selectAll()
    .where('call_id', '=', callId)
    .executeTakeFirstOrThrow()
}

export async function count(
  { data }: Company,
  table: 'contacts' | 'cases' | 'tasks' | 'calls',
): Promise<number> {
  const { n } = await data.db
    .selectFrom(table)
    .select(eb => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  return Number(n)
}
