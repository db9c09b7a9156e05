import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { DeskbellError } from '../../js-shim/src/core/deskbell-error.js'
import type { CrmOptions } from './crm-options.js'
import { callsOfContact } from './data/calls.js'
import { casesOfContact, closeCase } from './data/cases.js'
import { getCompany } from './data/companies.js'
import { type ContactRow, contactsOfCompany, getContact } from './data/contacts.js'
import { fieldsOf } from './data/field-values.js'
import type { CrmData } from './data/open-database.js'
import { attachNumber, type ContactInput, saveContact } from './data/save-contact.js'
import { createTask, listTasks, markTask } from './data/tasks.js'
import { parameter } from './list-routes.js'
import { CompanyPage } from './pages/companies-page.js'
import { ContactFormPage } from './pages/contact-form-page.js'
import { ContactPage } from './pages/contact-page.js'
import { readFieldTime } from './pages/formats.js'
import { NotFoundPage } from './pages/plain-pages.js'
import { ownPath } from './security.js'
import { pageContext, sendPage } from './send-page.js'

type Numbered = FastifyRequest<{ Params: { id: string } }>

/** A card and everything that can be done on it. */
export function contactRoutes(app: FastifyInstance, { data }: CrmOptions): void {
  app.get('/contacts/:id', async (request: Numbered, reply) => {
    const contact = await contactOf(data, request)
    if (contact === undefined) return notFound(data, request, reply, 'contact')
    return showContact(data, request, reply, contact)
  })

  app.get('/companies/:id', async (request: Numbered, reply) => {
    const company = await getCompany(data, idOf(request))
    if (company === undefined) return notFound(data, request, reply, 'company')
    const contacts = await contactsOfCompany(data, company.id)
    const context = await pageContext(data, request)
    return sendPage(reply, <CompanyPage context={context} company={company} contacts={contacts} />)
  })

  app.get('/contacts/new', async (request, reply) => {
    const context = await pageContext(data, request)
    const number = parameter(request.query, 'number')
    const input: ContactInput = {
      name: parameter(request.query, 'name'),
      company: parameter(request.query, 'company'),
      role: '',
      email: '',
      responsible: context.agent.extension,
      numbers: number === '' ? [] : [{ label: 'mobile', number }],
    }
    return sendPage(reply, <ContactFormPage context={context} input={input} />)
  })

  app.get('/contacts/:id/edit', async (request: Numbered, reply) => {
    const contact = await contactOf(data, request)
    if (contact === undefined) return notFound(data, request, reply, 'contact')
    const context = await pageContext(data, request)
    return sendPage(
      reply,
      <ContactFormPage context={context} id={contact.id} input={inputOf(contact)} />,
    )
  })

  app.post('/contacts/new', (request, reply) => save(request, reply))
  app.post('/contacts/:id/edit', async (request: Numbered, reply) => {
    const contact = await contactOf(data, request)
    if (contact === undefined) return notFound(data, request, reply, 'contact')
    return save(request, reply, contact.id)
  })

  async function save(request: FastifyRequest, reply: FastifyReply, id?: number) {
    const context = await pageContext(data, request)
    const known = context.agents.map(({ extension }) => extension)
    const input = readForm(request.body, known)
    const refuse = (problem: string) =>
      sendPage(reply.code(400), <ContactFormPage {...{ context, id, input, problem }} />)
    if (input.name === '') return refuse('A contact needs a name.')
    try {
      return reply.redirect(`/contacts/${await saveContact(data, input, id)}`, 303)
    } catch (error) {
      return refuse(numberProblem(error))
    }
  }

  app.post('/contacts/:id/numbers', async (request: Numbered, reply) => {
    const contact = await contactOf(data, request)
    if (contact === undefined) return notFound(data, request, reply, 'contact')
    try {
      await attachNumber(data, contact.id, parameter(request.body ?? {}, 'number'))
    } catch (error) {
      return showContact(data, request, reply.code(400), contact, numberProblem(error))
    }
    return reply.redirect(`/contacts/${contact.id}`, 303)
  })

  app.post('/contacts/:id/tasks', async (request: Numbered, reply) => {
    const contact = await contactOf(data, request)
    if (contact === undefined) return notFound(data, request, reply, 'contact')
    const { agent, settings } = await pageContext(data, request)
    const title = parameter(request.body ?? {}, 'title')
    const due_at = readFieldTime(parameter(request.body ?? {}, 'due'), settings.timeZone)
    if (title !== '' && Number.isFinite(due_at))
      await createTask(data, {
        title,
        kind: 'task',
        due_at,
        contact_id: contact.id,
        agent: agent.extension,
        number: '',
        call_id: null,
      })
    return reply.redirect(`/contacts/${contact.id}`, 303)
  })

  for (const [path, closed] of [
    ['close', true],
    ['reopen', false],
  ] as const)
    app.post(`/cases/:id/${path}`, async (request: Numbered, reply) => {
      if (!(await closeCase(data, idOf(request), closed)))
        return notFound(data, request, reply, 'case')
      return reply.redirect(ownPath(parameter(request.body ?? {}, 'back')), 303)
    })

  for (const [path, done] of [
    ['done', true],
    ['reopen', false],
  ] as const)
    app.post(`/tasks/:id/${path}`, async (request: Numbered, reply) => {
      if (!(await markTask(data, idOf(request), done)))
        return notFound(data, request, reply, 'task')
      return reply.redirect(ownPath(parameter(request.body ?? {}, 'back')), 303)
    })
}

async function showContact(
  data: CrmData,
  request: FastifyRequest,
  reply: FastifyReply,
  contact: ContactRow,
  problem?: string,
) {
  const context = await pageContext(data, request)
  const numbers = contact.numbers.map(({ e164 }) => e164)
  const calls = await callsOfContact(data, contact.id, numbers)
  const open = await listTasks(data, { contactId: contact.id, done: false })
  const done = await listTasks(data, { contactId: contact.id, done: true })
  const tasks = [...open, ...done.slice(0, 5)]
  const cases = await casesOfContact(data, contact.id)
  const fields = await fieldsOf(data, 'contact', contact.id)
  const found = { contact, calls, tasks, cases, fields }
  return sendPage(reply, <ContactPage {...{ context, ...found, problem }} />)
}

async function notFound(data: CrmData, request: FastifyRequest, reply: FastifyReply, what: string) {
  const context = await pageContext(data, request)
  return sendPage(reply.code(404), <NotFoundPage context={context} what={what} />)
}

function idOf(request: Numbered): number {
  return /^\d{1,15}$/.test(request.params.id) ? Number(request.params.id) : -1
}

const contactOf = (data: CrmData, request: Numbered) => getContact(data, idOf(request))

function inputOf(contact: ContactRow): ContactInput {
  const numbers = contact.numbers.map(({ label, e164 }) => ({ label, number: e164 }))
  return { ...contact, company: contact.company ?? '', numbers }
}

/** Fields of the form; more numbers than anybody has are left out. */
function readForm(body: unknown, agents: string[]): ContactInput {
  const fields = (body ?? {}) as Record<string, string | string[] | undefined>
  const list = (name: string) => [fields[name] ?? []].flat().slice(0, 30)
  const labels = list('label')
  const responsible = parameter(fields, 'responsible')
  return {
    name: parameter(fields, 'name'),
    company: parameter(fields, 'company'),
    role: parameter(fields, 'role'),
    email: parameter(fields, 'email'),
    responsible: agents.includes(responsible) ? responsible : null,
    numbers: list('number')
      .map((number, index) => ({
        label: (labels[index] ?? 'other').slice(0, 40),
        number: number.trim().slice(0, 60),
      }))
      .filter(({ number }) => number !== ''),
  }
}

function numberProblem(error: unknown): string {
  if (error instanceof DeskbellError && error.code === 'invalid_number')
    return `Nothing was saved: ${error.detail}. Write it with its digits, as you would dial it.`
  throw error
}
