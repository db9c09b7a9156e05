import type { FastifyInstance, FastifyRequest } from 'fastify'
import { DeskbellError } from '../../js-shim/src/core/deskbell-error.js'
import type { CrmOptions } from './crm-options.js'
import { getCompany, saveCompanyPhone } from './data/companies.js'
import { contactsOfCompany } from './data/contacts.js'
import { parameter } from './list-routes.js'
import { CompanyPage } from './pages/companies-page.js'
import { NotFoundPage } from './pages/plain-pages.js'
import { pageContext, sendPage } from './send-page.js'

/** What can be done on a company's card. */
export function companyRoutes(app: FastifyInstance, { data }: CrmOptions): void {
  app.post(
    '/companies/:id/phone',
    async (request: FastifyRequest<{ Params: { id: string } }>, reply) => {
      const id = /^\d{1,15}$/.test(request.params.id) ? Number(request.params.id) : -1
      const company = await getCompany(data, id)
      if (company === undefined) {
        const context = await pageContext(data, request)
        return sendPage(reply.code(404), <NotFoundPage context={context} what="company" />)
      }
      const phone = parameter(request.body ?? {}, 'phone')
      try {
        await saveCompanyPhone(data, company, phone)
      } catch (error) {
        if (!(error instanceof DeskbellError)) throw error
        const context = await pageContext(data, request)
        const contacts = await contactsOfCompany(data, id)
        const problem = `Nothing was saved: ${error.detail}.`
        const typed = { ...company, phone }
        return sendPage(
          reply.code(400),
          <CompanyPage {...{ context, contacts, problem }} company={typed} />,
        )
      }
      return reply.redirect(`/companies/${id}`, 303)
    },
  )
}
