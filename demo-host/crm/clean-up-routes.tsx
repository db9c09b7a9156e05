import type { FastifyInstance } from 'fastify'
import { CleanUp } from './clean-up.js'
import type { CrmOptions } from './crm-options.js'
import { namesOfCompanies } from './data/companies.js'
import { CleanUpPage } from './pages/clean-up-page.js'
import { pageContext, sendPage } from './send-page.js'

const PATH = '/settings/clean-up'

/** The admin's page on which all numbers get one form. */
export function cleanUpRoutes(app: FastifyInstance, { data, engine }: CrmOptions): void {
  const cleanUp = new CleanUp(data, engine)

  app.get(PATH, async (request, reply) => {
    const context = await pageContext(data, request)
    const { result, progress, failed } = cleanUp
    const shown = [...(result?.changed ?? []), ...(result?.left ?? [])]
    const names = await namesOfCompanies(
      data,
      shown.map(({ row }) => Number(row)),
    )
    return sendPage(reply, <CleanUpPage {...{ context, result, progress, failed, names }} />)
  })

  /** For the page's script, while it runs. */
  app.get(`${PATH}/progress`, async (_, reply) =>
    reply.header('cache-control', 'no-store').send(cleanUp.progress),
  )

  app.post(`${PATH}/check`, async (_, reply) => {
    await cleanUp.start(true)
    return reply.redirect(PATH, 303)
  })

  app.post(`${PATH}/run`, async (_, reply) => {
    // Not waited for: the page shows how far it is.
    cleanUp.start(false)
    return reply.redirect(PATH, 303)
  })
}
