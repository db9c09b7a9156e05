import type { FastifyInstance } from 'fastify'
import type { CrmOptions } from './crm-options.js'
import { listAgents } from './data/agents.js'
import { type CallFilter, listCalls } from './data/calls.js'
import { listCompanies } from './data/companies.js'
import { listContacts } from './data/contacts.js'
import { listTasks } from './data/tasks.js'
import { CallsPage } from './pages/calls-page.js'
import { CompaniesPage } from './pages/companies-page.js'
import { ContactsPage } from './pages/contacts-page.js'
import { SignInPage, StrictPage } from './pages/plain-pages.js'
import { TasksPage } from './pages/tasks-page.js'
import { ownPath, STRICT_POLICY } from './security.js'
import { pageContext, sendPage } from './send-page.js'
import { signedIn, signIn } from './session.js'

type Query = Record<string, string | string[] | undefined>

/** The first value of a parameter, at most so long as anybody would type. */
export function parameter(query: unknown, name: string): string {
  const value = (query as Query)[name]
  return (Array.isArray(value) ? (value[0] ?? '') : (value ?? '')).trim().slice(0, 200)
}

function pageNumber(query: unknown): number {
  const page = Number(parameter(query, 'page'))
  return Number.isInteger(page) && page > 0 && page < 100_000 ? page : 1
}

/** The lists, signing in, and the strict page. */
export function listRoutes(app: FastifyInstance, { data }: CrmOptions): void {
  app.get('/', async (_, reply) => reply.redirect('/contacts'))

  app.get('/contacts', async (request, reply) => {
    const context = await pageContext(data, request)
    const question = parameter(request.query, 'q')
    const page = pageNumber(request.query)
    const { rows, total } = await listContacts(data, question, page)
    return sendPage(reply, <ContactsPage {...{ context, rows, total, question, page }} />)
  })

  app.get('/companies', async (request, reply) => {
    const context = await pageContext(data, request)
    const question = parameter(request.query, 'q')
    const page = pageNumber(request.query)
    const { rows, total } = await listCompanies(data, question, page)
    return sendPage(reply, <CompaniesPage {...{ context, rows, total, question, page }} />)
  })

  app.get('/calls', async (request, reply) => {
    const context = await pageContext(data, request)
    const wished = parameter(request.query, 'filter')
    const filter: CallFilter =
      wished === 'in' || wished === 'out' || wished === 'missed' ? wished : 'all'
    const page = pageNumber(request.query)
    const { rows, total } = await listCalls(data, filter, page)
    return sendPage(reply, <CallsPage {...{ context, rows, total, filter, page }} />)
  })

  app.get('/tasks', async (request, reply) => {
    const context = await pageContext(data, request)
    const mine = parameter(request.query, 'whose') !== 'all'
    const agent = mine ? context.agent.extension : undefined
    const open = await listTasks(data, { agent, done: false })
    const done = await listTasks(data, { agent, done: true })
    return sendPage(
      reply,
      <TasksPage context={context} open={open} done={done.slice(0, 20)} mine={mine} />,
    )
  })

  app.get('/sign-in', async (request, reply) => {
    const agents = await listAgents(data)
    return sendPage(
      reply,
      <SignInPage agents={agents} back={ownPath(parameter(request.query, 'back'))} />,
    )
  })

  app.post('/sign-in', async (request, reply) => {
    const { agents } = await signedIn(data, request)
    const extension = parameter(request.body ?? {}, 'extension')
    const agent = agents.find(each => each.extension === extension)
    if (agent !== undefined) signIn(reply, agent)
    return reply.redirect(ownPath(parameter(request.body ?? {}, 'back')), 303)
  })

  app.get('/strict', async (_, reply) => {
    reply.header('content-security-policy', STRICT_POLICY)
    return sendPage(reply, <StrictPage />)
  })
}
