import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Routing, RoutingRule } from '../../js-shim/src/core/rules.js'
import { changeSetting } from './change-setting.js'
import type { CrmOptions } from './crm-options.js'
import { parameter } from './list-routes.js'
import { moveInList, putInList, removeFromList } from './ordered-list.js'
import { NotFoundPage } from './pages/plain-pages.js'
import { readBlacklistForm, withBlocked, withoutBlocked } from './routing/blacklist-form.js'
import { BlacklistPage } from './routing/blacklist-page.js'
import { RoutingPage } from './routing/routing-page.js'
import { readRuleForm } from './routing/rule-form.js'
import { RulePage } from './routing/rule-page.js'
import { whatWouldHappen } from './routing/what-would-happen.js'
import { pageContext, sendPage } from './send-page.js'

/** The admin's pages about calls before they ring: rules, what would happen, the blacklist. */
export function routingRoutes(
  app: FastifyInstance,
  { data, engine, settings }: CrmOptions & { settings: NonNullable<CrmOptions['settings']> },
): void {
  const put = (form: unknown, change: (routing: Routing) => Routing) =>
    changeSetting(settings, 'routing', form, change)
  const routingPage = async (request: FastifyRequest, reply: FastifyReply, problem = '') => {
    const context = await pageContext(data, request)
    const { version, value: routing } = await settings.get('routing')
    const asked = (name: string) => parameter(request.query, name)
    const trial = {
      number: asked('number'),
      line: asked('line'),
      menu: asked('menu'),
      digits: asked('digits'),
    }
    const { country } = context.settings
    const { lastDigits } = (await settings.get('clients')).value
    const outcome = trial.number
      ? await whatWouldHappen({ data, engine, lastDigits }, routing, trial, country)
      : null
    const page = { context, routing, version, question: asked('q'), trial, outcome, problem }
    return sendPage(reply, <RoutingPage {...page} saved={asked('saved') === '1'} />)
  }
  const blacklistPage = async (request: FastifyRequest, reply: FastifyReply, problem = '') => {
    const context = await pageContext(data, request)
    const { version, value: routing } = await settings.get('routing')
    const form = request.body ?? {}
    const typed = problem
      ? { number: parameter(form, 'number'), note: parameter(form, 'note') }
      : { number: '', note: '' }
    const question = parameter(request.query, 'q')
    const saved = parameter(request.query, 'saved') === '1'
    const page = { context, routing, version, question, saved, problem, typed }
    return sendPage(reply, <BlacklistPage {...page} />)
  }

  app.get('/settings/routing', (request, reply) => routingPage(request, reply))
  for (const [action, change] of [
    ['delete', (routing, form) => withRules(routing, removeFromList(rulesOf(routing), idIn(form)))],
    ['up', (routing, form) => withRules(routing, moveInList(rulesOf(routing), idIn(form), -1))],
    ['down', (routing, form) => withRules(routing, moveInList(rulesOf(routing), idIn(form), 1))],
    ['options', withOptions],
  ] as [string, (routing: Routing, form: unknown) => Routing][]) {
    app.post(`/settings/routing/${action}`, async (request, reply) => {
      const form = request.body ?? {}
      const problem = await put(form, routing => change(routing, form))
      if (problem === '') return reply.redirect('/settings/routing?saved=1', 303)
      return routingPage(request, reply.code(409), problem)
    })
  }

  app.get('/settings/routing/rule', async (request, reply) => {
    const context = await pageContext(data, request)
    const { version, value } = await settings.get('routing')
    const id = parameter(request.query, 'id')
    const rule = value.rules?.find(each => each.id === id) ?? null
    if (id !== '' && !rule) {
      return sendPage(reply.code(404), <NotFoundPage context={context} what="rule" />)
    }
    return sendPage(reply, <RulePage {...{ context, rule, version }} problem="" />)
  })
  app.post('/settings/routing/rule', async (request, reply) => {
    const form = request.body ?? {}
    const rule = readRuleForm(form)
    const problem = await put(form, routing =>
      withRules(routing, putInList(rulesOf(routing), rule)),
    )
    if (problem === '') return reply.redirect('/settings/routing?saved=1', 303)
    const context = await pageContext(data, request)
    // What was typed is not lost; the next try is made from what is stored now.
    const { version } = await settings.get('routing')
    return sendPage(reply.code(422), <RulePage {...{ context, rule, version, problem }} />)
  })

  app.get('/settings/blacklist', (request, reply) => blacklistPage(request, reply))
  app.post('/settings/blacklist', async (request, reply) => {
    const form = request.body ?? {}
    const { settings: own } = await pageContext(data, request)
    const entry = readBlacklistForm(form, engine, own.country)
    const problem = entry
      ? await put(form, routing => withBlocked(routing, entry))
      : 'That is no number. Write it as you would dial it; for a beginning, its digits with the country code.'
    if (problem === '') return reply.redirect('/settings/blacklist?saved=1', 303)
    return blacklistPage(request, reply.code(422), problem)
  })
  app.post('/settings/blacklist/remove', async (request, reply) => {
    const form = request.body ?? {}
    const entry = { key: parameter(form, 'key'), prefix: parameter(form, 'prefix') === 'on' }
    const problem = await put(form, routing => withoutBlocked(routing, entry))
    if (problem === '') return reply.redirect('/settings/blacklist?saved=1', 303)
    return blacklistPage(request, reply.code(409), problem)
  })
}

const idIn = (form: unknown) => parameter(form, 'id')
const rulesOf = ({ rules = [] }: Routing): RoutingRule[] => rules
const withRules = (routing: Routing, rules: RoutingRule[]): Routing => ({ ...routing, rules })

function withOptions(routing: Routing, form: unknown): Routing {
  const on = (name: string) => parameter(form, name) === 'on'
  const timeout = parameter(form, 'timeout')
  return {
    ...routing,
    callerName: on('callerName'),
    blacklistHangsUp: on('hangsUp'),
    smartForwarding: {
      ...routing.smartForwarding,
      enabled: on('forward'),
      timeout: timeout === '' ? undefined : Number(timeout),
    },
  }
}
