import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { CrmOptions } from './crm-options.js'
import { parameter } from './list-routes.js'
import { pageContext, sendPage } from './send-page.js'
import { callStatistics } from './statistics/call-statistics.js'
import { readPeriod } from './statistics/read-period.js'
import { StatisticsPage } from './statistics/statistics-page.js'
import { writeCsv } from './statistics/write-csv.js'

/** Where the charts' library lies. */
const UPLOT = dirname(createRequire(import.meta.url).resolve('uplot'))

/** Pictures of calls, each with its figures as a table and as a file. */
export function statisticsRoutes(app: FastifyInstance, { data }: CrmOptions): void {
  const statistics = async (request: FastifyRequest) => {
    const context = await pageContext(data, request)
    const { agents, settings } = context
    const asked = (name: string) => parameter(request.query, name)
    const days = { from: asked('from'), to: asked('to'), agent: asked('agent') }
    const period = readPeriod(days, agents, settings.timeZone)
    return {
      context,
      period,
      tables: await callStatistics(data, period, agents, settings.timeZone),
    }
  }

  app.get('/calls/statistics', async (request, reply) => {
    const page = await statistics(request)
    if (page.period.problem !== '') reply.code(422)
    return sendPage(reply, <StatisticsPage {...page} />)
  })

  app.get<{ Params: { id: string } }>(
    '/calls/statistics/:id(^[a-z-]+).csv',
    async (request, reply) => {
      const { period, tables } = await statistics(request)
      const table = tables.find(({ id }) => id === request.params.id)
      if (table === undefined) return reply.code(404).send()
      if (period.problem !== '') return reply.code(422).type('text/plain').send(period.problem)
      const name = `calls-${table.id}-${period.firstDay}-${period.lastDay}.csv`
      return reply
        .header('content-disposition', `attachment; filename="${name}"`)
        .header('cache-control', 'no-store')
        .type('text/csv; charset=utf-8')
        .send(writeCsv(table))
    },
  )

  app.get('/uplot.js', (_, reply) => reply.sendFile('uPlot.esm.js', UPLOT))
  app.get('/uplot.css', (_, reply) => reply.sendFile('uPlot.min.css', UPLOT))
}
