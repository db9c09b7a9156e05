import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { IntegrationMatrix, MatrixRow, PresetName } from '../../js-shim/src/core/rules.js'
import { changeSetting } from './change-setting.js'
import type { CrmOptions } from './crm-options.js'
import { dryRun } from './integration/dry-run.js'
import { IntegrationPage } from './integration/integration-page.js'
import { readRowForm, withCompany } from './integration/row-form.js'
import { RowPage } from './integration/row-page.js'
import { parameter } from './list-routes.js'
import { moveInList, putInList, removeFromList } from './ordered-list.js'
import { NotFoundPage } from './pages/plain-pages.js'
import { pageContext, sendPage } from './send-page.js'

/** Calls on which the matrix is tried. */
const TRIED = 30
const PAGE = '/settings/integration'

/** The admin's pages about what calls lead to: the integration matrix, its presets, a dry run. */
export function integrationRoutes(
  app: FastifyInstance,
  options: CrmOptions & { settings: NonNullable<CrmOptions['settings']> },
): void {
  const { data, engine, settings, replays } = options
  const page = async (request: FastifyRequest, reply: FastifyReply, problem = '') => {
    const context = await pageContext(data, request)
    const { version, value: matrix } = await settings.get('matrix')
    const asked = (name: string) => parameter(request.query, name)
    const calls = asked('try') === '1' && replays ? await replays.recentCalls(TRIED) : null
    const ended = calls?.filter(({ endedAt }) => endedAt !== null)
    const { lastDigits } = (await settings.get('clients')).value
    const run = ended ? await dryRun({ data, engine, lastDigits }, matrix, ended) : null
    const saved = asked('saved') === '1'
    return sendPage(
      reply,
      <IntegrationPage {...{ context, matrix, version, run, saved, problem }} />,
    )
  }

  app.get(PAGE, (request, reply) => page(request, reply))
  const presetOf = (matrix: IntegrationMatrix, form: unknown): IntegrationMatrix => {
    const { rows, updateOnly } = engine.presetMatrix(parameter(form, 'preset') as PresetName)
    return { ...matrix, rows, updateOnly: updateOnly === true }
  }
  for (const [action, change] of [
    ['delete', (matrix, form) => withRows(matrix, removeFromList(matrix.rows, idIn(form)))],
    ['up', (matrix, form) => withRows(matrix, moved(matrix, form, -1))],
    ['down', (matrix, form) => withRows(matrix, moved(matrix, form, 1))],
    ['company', withCompany],
    ['preset', presetOf],
  ] as [string, (matrix: IntegrationMatrix, form: unknown) => IntegrationMatrix][]) {
    app.post(`${PAGE}/${action}`, async (request, reply) => {
      const form = request.body ?? {}
      const problem = await changeSetting(settings, 'matrix', form, matrix => change(matrix, form))
      if (problem === '') return reply.redirect(`${PAGE}?saved=1`, 303)
      return page(request, reply.code(409), problem)
    })
  }

  app.get(`${PAGE}/row`, async (request, reply) => {
    const context = await pageContext(data, request)
    const { version, value } = await settings.get('matrix')
    const id = parameter(request.query, 'id')
    const row = value.rows.find(each => each.id === id) ?? null
    if (id !== '' && !row) {
      return sendPage(reply.code(404), <NotFoundPage context={context} what="row" />)
    }
    return sendPage(reply, <RowPage {...{ context, row, version }} problem="" />)
  })
  app.post(`${PAGE}/row`, async (request, reply) => {
    const form = request.body ?? {}
    const row = readRowForm(form)
    const problem = await changeSetting(settings, 'matrix', form, matrix =>
      withRows(matrix, putInList(matrix.rows, row)),
    )
    if (problem === '') return reply.redirect(`${PAGE}?saved=1`, 303)
    const context = await pageContext(data, request)
    // What was chosen is not lost; the next try is made from what is stored now.
    const { version } = await settings.get('matrix')
    return sendPage(reply.code(422), <RowPage {...{ context, row, version, problem }} />)
  })
}

const idIn = (form: unknown) => parameter(form, 'id')

const withRows = (matrix: IntegrationMatrix, rows: MatrixRow[]): IntegrationMatrix => ({
  ...matrix,
  rows,
})

/** Rows of one moment are in one order, and shown so. */
const moved = (matrix: IntegrationMatrix, form: unknown, by: -1 | 1): MatrixRow[] =>
  moveInList(matrix.rows, idIn(form), by, (one, other) => one.moment === other.moment)
