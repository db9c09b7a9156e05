import { TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox'
import type { FastifyInstance } from 'fastify'
import type { Static } from 'typebox'
import { DeskbellError } from '../../js-shim/src/core/deskbell-error.js'
import type { Contact } from '../../js-shim/src/types.js'
import {
  CallRecordBody,
  CallsQuery,
  ContactsQuery,
  NewContactBody,
  NewNumberBody,
  NewTaskBody,
} from './api-schemas.js'
import type { CrmOptions } from './crm-options.js'
import { callsOfAgent, saveCall, toCallRecord } from './data/calls.js'
import { findByNumbers, getContact, searchContacts, toContact } from './data/contacts.js'
import type { CrmData } from './data/open-database.js'
import { attachNumber, saveContact } from './data/save-contact.js'
import { createTask } from './data/tasks.js'
import { signedIn } from './session.js'

/** When a task is due that says nothing of it: what people expect after a missed call. */
const USUAL_DUE_MS = 4 * 3_600_000

/** What the host script of the CRM's pages asks for on Deskbell's behalf. JSON only. */
export function apiRoutes(app: FastifyInstance, { data }: CrmOptions): void {
  app.setValidatorCompiler(TypeBoxValidatorCompiler)

  app.setErrorHandler(
    (error: Error & { statusCode?: number; validation?: unknown }, request, reply) => {
      const refuse = (status: number, code: string, detail: string) =>
        reply.code(status).send({ error: { code, detail } })
      if (error instanceof DeskbellError)
        return refuse(error.code === 'no_such_call' ? 404 : 400, error.code, error.detail)
      const status = error.statusCode ?? 500
      if (status === 413) return refuse(413, 'too_large', 'the body is too large')
      if (status < 500) return refuse(status, 'bad_payload', error.message)
      request.log.error(error)
      return refuse(500, 'hook_failed', 'the CRM could not do this')
    },
  )

  // A form of another site can be sent with a cookie, but not as JSON without asking first.
  app.addHook('preValidation', async (request, reply) => {
    if (request.method === 'GET') return
    const type = request.headers['content-type'] ?? ''
    if (!/^application\/json\b/i.test(type))
      return reply
        .code(415)
        .send({ error: { code: 'bad_payload', detail: 'application/json is needed' } })
  })

  app.get<{ Querystring: Static<typeof ContactsQuery> }>(
    '/api/contacts',
    { schema: { querystring: ContactsQuery } },
    async request => {
      const { number, search } = request.query
      if (number !== undefined) return findByNumbers(data, [number].flat())
      const question = (search ?? '').trim()
      return question === '' ? [] : searchContacts(data, question)
    },
  )

  app.post<{ Body: Static<typeof NewContactBody> }>(
    '/api/contacts',
    { schema: { body: NewContactBody } },
    async (request, reply) => {
      const { agent } = await signedIn(data, request)
      const { name, number, company } = request.body
      const id = await saveContact(data, {
        name: name.trim(),
        company: company?.trim() ?? '',
        role: '',
        email: '',
        responsible: agent.extension,
        numbers: [{ label: 'other', number }],
      })
      return reply.code(201).send(await contactWith(data, id))
    },
  )

  app.post<{ Params: { id: string }; Body: Static<typeof NewNumberBody> }>(
    '/api/contacts/:id/numbers',
    { schema: { body: NewNumberBody } },
    async (request, reply) => {
      const id = /^\d{1,15}$/.test(request.params.id) ? Number(request.params.id) : -1
      if ((await getContact(data, id)) === undefined)
        return reply.code(404).send({ error: { code: 'bad_payload', detail: 'no such contact' } })
      await attachNumber(data, id, request.body.number)
      return contactWith(data, id)
    },
  )

  app.get<{ Querystring: Static<typeof CallsQuery> }>(
    '/api/calls',
    { schema: { querystring: CallsQuery } },
    async request => {
      const { agent } = await signedIn(data, request)
      const rows = await callsOfAgent(data, agent.extension, request.query.search)
      return rows.map(toCallRecord)
    },
  )

  app.put<{ Params: { callId: string }; Body: Static<typeof CallRecordBody> }>(
    '/api/calls/:callId',
    { schema: { body: CallRecordBody } },
    async (request, reply) => {
      if (request.params.callId !== request.body.callId)
        throw new DeskbellError('bad_payload', 'the address names another call')
      await saveCall(data, request.body)
      return reply.code(204).send()
    },
  )

  app.post<{ Body: Static<typeof NewTaskBody> }>(
    '/api/tasks',
    { schema: { body: NewTaskBody } },
    async (request, reply) => {
      const { agent } = await signedIn(data, request)
      const { title, dueAt, kind, contactId, number, callId } = request.body
      const known = /^\d{1,15}$/.test(contactId ?? '')
        ? await getContact(data, Number(contactId))
        : undefined
      const id = await createTask(data, {
        title: title.trim(),
        kind: kind ?? 'task',
        due_at: Math.round(dueAt ?? Date.now() + USUAL_DUE_MS),
        contact_id: known?.id ?? null,
        agent: agent.extension,
        number: number ?? '',
        call_id: callId ?? null,
      })
      return reply.code(201).send({ id: String(id) })
    },
  )
}

async function contactWith(data: CrmData, id: number): Promise<Contact> {
  const contact = await getContact(data, id)
  if (contact === undefined) throw new Error(`contact ${id} is gone`)
  return toContact(contact)
}
