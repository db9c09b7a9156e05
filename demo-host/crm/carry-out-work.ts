import type { EntityType } from '../../js-shim/src/core/lists.js'
import type { Action, Person } from '../../js-shim/src/core/rules.js'
import type { CallWork, DoneAction } from '../../relay/src/index.js'
import { prepared } from '../../relay/src/store/prepared.js'
import { listAgents } from './data/agents.js'
import { adoptCall, knownContact, saveCall } from './data/calls.js'
import { createCase, getCase } from './data/cases.js'
import { contactWithNumber } from './data/contacts.js'
import { fillFields, isField } from './data/field-values.js'
import type { CrmData } from './data/open-database.js'
import { companyNamed, createContact } from './data/save-contact.js'
import { createTask, markTask } from './data/tasks.js'
import type { CaseKind } from './data/work-tables.js'

/** Where something hangs: on a contact, and perhaps on one of its cases. */
interface Place {
  contactId: number | null
  caseId: number | null
}

/** Thrown for what this CRM will never do; nothing of the action is kept then. */
class Refusal extends Error {}

const selectDone = prepared((db: CrmData['db'], { key }: { key: string }) =>
  db.selectFrom('done_actions').select('made_id').where('key', '=', key),
)

const insertDone = prepared((db: CrmData['db'], done: { key: string; id: number | null }) =>
  db.insertInto('done_actions').values({ key: done.key, made_id: done.id }),
)

/** Does what a call led to, together with its record: all of it or nothing, and once. */
export function carryOutWork(data: CrmData, work: CallWork): Promise<DoneAction[]> {
  return data.db.transaction().execute(async db => {
    const within = { ...data, db }
    if (work.record) await saveCall(within, work.record)
    const done: DoneAction[] = []
    for (const action of work.actions) done.push(await once(within, action))
    if (work.record && work.contact !== null)
      await adoptCall(within, work.record.callId, work.contact)
    return done
  })
}

/** The action's key stands beside what it made; there again, it only adds what was not known. */
async function once(data: CrmData, action: Action): Promise<DoneAction> {
  const { key } = action
  const [before] = await selectDone(data.db, { key })
  try {
    if (before !== undefined) {
      await complete(data, action, before.made_id)
      return answer(key, before.made_id)
    }
    const id = await perform(data, action)
    await insertDone(data.db, { key, id })
    return answer(key, id)
  } catch (problem) {
    if (problem instanceof Refusal) return { key, refused: problem.message }
    throw problem
  }
}

const answer = (key: string, id: number | null): DoneAction =>
  id === null ? { key } : { key, id: String(id) }

/** @returns the id of what was made, or `null`. */
async function perform(data: CrmData, action: Action): Promise<number | null> {
  const { type } = action
  const place = await placeOf(data, action)
  const agent = await extensionOf(data, action.assignee)
  switch (type) {
    case 'create_contact': {
      // The agent may have made it from the card in the meantime.
      const id =
        (await contactWithNumber(data, action.number)) ??
        (await createContact(data, action.text || action.number, action.number, agent))
      await fill(data, action, 'contact', id)
      return id
    }
    case 'create_company': {
      const id = await companyNamed(data, action.text || action.number)
      if (id === null) throw new Refusal('a company needs a name')
      await fill(data, action, 'company', id)
      await joinCompany(data, place.contactId, id)
      return id
    }
    case 'create_lead':
    case 'create_deal':
    case 'create_ticket': {
      const kind = type.slice('create_'.length) as CaseKind
      const id = await createCase(data, {
        kind,
        title: action.text || `Call of ${action.number}`,
        contact_id: place.contactId,
        responsible: agent,
        call_id: action.callId,
      })
      await fill(data, action, kind, id)
      return id
    }
    case 'open_task':
    case 'complete_task':
    case 'callback_request':
    case 'message':
      return putTask(data, action, place, agent)
    case 'make_responsible':
      if (agent === null) throw new Refusal('there is no such user')
      await makeResponsible(data, place, agent)
      return null
    case 'update_fields':
      await update(data, action, place)
      return null
  }
}

async function putTask(
  data: CrmData,
  action: Action,
  { contactId, caseId }: Place,
  agent: string | null,
): Promise<number> {
  const { type, text, dueAt, board = '', recordingUrl = '', number, callId } = action
  const id = await createTask(data, {
    title: text || `Call ${number}`,
    kind: type === 'callback_request' ? 'callback' : type === 'message' ? 'message' : 'task',
    due_at: dueAt ?? Date.now(),
    contact_id: contactId,
    case_id: caseId,
    agent: agent ?? '',
    number: contactId === null || type === 'callback_request' ? number : '',
    call_id: callId,
    board,
    recording_url: recordingUrl,
  })
  if (type === 'complete_task') await markTask(data, id, true)
  return id
}

/** What came to be known since; what people have changed meanwhile stays. */
async function complete(data: CrmData, action: Action, id: number | null): Promise<void> {
  const { type, recordingUrl, text } = action
  if (type === 'update_fields') return update(data, action, await placeOf(data, action))
  if (id === null) return
  if (type.startsWith('create_'))
    return fill(data, action, type.slice('create_'.length) as EntityType, id)
  await data.db
    .updateTable('tasks')
    .set({ ...(recordingUrl && { recording_url: recordingUrl }), ...(text && { title: text }) })
    .where('id', '=', id)
    .execute()
}

/** Mapped values, and the marks of the client's visit where the CRM has a field for them. */
function fill(data: CrmData, action: Action, entity: EntityType, id: number): Promise<void> {
  return fillFields(data, entity, id, { ...action.tracking, ...action.fields }, false)
}

async function update(data: CrmData, action: Action, place: Place): Promise<void> {
  const { target, fields = {} } = action
  const entity = target?.type ?? 'contact'
  const id = entity === 'contact' ? place.contactId : place.caseId
  const unknown = Object.keys(fields).find(name => !isField(entity, name))
  if (id === null) throw new Refusal(`there is no ${entity} to update`)
  if (unknown !== undefined) throw new Refusal(`a ${entity} has no field ${unknown}`)
  await fillFields(data, entity, id, fields, true)
}

async function makeResponsible(data: CrmData, place: Place, agent: string): Promise<void> {
  const { contactId, caseId } = place
  if (caseId !== null)
    await data.db
      .updateTable('cases')
      .set({ responsible: agent })
      .where('id', '=', caseId)
      .execute()
  else if (contactId !== null)
    await data.db
      .updateTable('contacts')
      .set({ responsible: agent })
      .where('id', '=', contactId)
      .execute()
}

async function joinCompany(data: CrmData, contactId: number | null, id: number): Promise<void> {
  if (contactId === null) return
  await data.db
    .updateTable('contacts')
    .set({ company_id: id })
    .where('id', '=', contactId)
    .where('company_id', 'is', null)
    .execute()
}

async function placeOf(data: CrmData, { target }: Action): Promise<Place> {
  const nowhere = { contactId: null, caseId: null }
  if (target === undefined) return nowhere
  const id = target.id === undefined ? await madeBy(data, target.madeBy) : Number(target.id)
  if (id === null || !Number.isSafeInteger(id)) return nowhere
  // It may have been deleted since it was decided what hangs on it.
  if (target.type === 'contact') return { ...nowhere, contactId: await knownContact(data.db, id) }
  if (target.type === 'company') return nowhere
  const found = await getCase(data, id)
  return { contactId: found?.contactId ?? null, caseId: found?.id ?? null }
}

async function madeBy(data: CrmData, key: string | undefined): Promise<number | null> {
  if (key === undefined) return null
  const [done] = await selectDone(data.db, { key })
  return done?.made_id ?? null
}

async function extensionOf(data: CrmData, person: Person | undefined): Promise<string | null> {
  if (person === undefined) return null
  const agents = await listAgents(data)
  const found =
    agents.find(({ extension }) => extension === person.id) ??
    agents.find(({ extension }) => extension === person.extension)
  return found?.extension ?? null
}
