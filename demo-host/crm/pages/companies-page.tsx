import type { CompanyRow } from '../data/companies.js'
import { type ContactRow, PAGE_SIZE } from '../data/contacts.js'
import { ContactTable, SearchField } from './contacts-page.js'
import { initials, showCount, showCountry, showEuro } from './formats.js'
import { Empty, Layout, PageHead, Pager } from './layout.js'
import { NumberLink } from './number-link.js'
import type { PageContext } from './page-context.js'

interface CompaniesPageProps {
  context: PageContext
  rows: CompanyRow[]
  total: number
  question: string
  page: number
}

export function CompaniesPage({ context, rows, total, question, page }: CompaniesPageProps) {
  return (
    <Layout context={context} title="Companies">
      <PageHead title="Companies" note={showCount(total)}>
        <SearchField path="/companies" question={question} hint="Name or city" />
      </PageHead>
      <div data-live-part="list">
        {rows.length === 0 ? (
          <Empty title={`No company matches ‘${question}’`}>
            Try part of its name or its city. A company is made together with its first contact.
          </Empty>
        ) : (
          <>
            <table class="list companies">
              <thead>
                <tr>
                  <th scope="col">Name</th>
                  <th scope="col">City</th>
                  <th scope="col">Country</th>
                  <th scope="col" class="amount">
                    Contacts
                  </th>
                  <th scope="col" class="amount">
                    Orders, 12 months
                  </th>
                </tr>
              </thead>
              <tbody>
                {rows.map(row => (
                  <tr key={row.id}>
                    <th scope="row">
                      <a href={`/companies/${row.id}`} dir="auto">
                        {row.name}
                      </a>
                    </th>
                    <td class="city">{row.city}</td>
                    <td class="country">{showCountry(row.country)}</td>
                    <td class="amount contacts-count">{row.contacts}</td>
                    <td class="amount orders">
                      {row.ordersEur === 0 ? (
                        <span class="muted">none</span>
                      ) : (
                        showEuro(row.ordersEur)
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
            <Pager
              path="/companies"
              query={{ q: question }}
              page={page}
              total={total}
              size={PAGE_SIZE}
            />
          </>
        )}
      </div>
    </Layout>
  )
}

export function CompanyPage(props: {
  context: PageContext
  company: CompanyRow
  contacts: ContactRow[]
  /** Why the number that was typed was not saved. */
  problem?: string
}) {
  const { context, company, contacts, problem } = props
  const place = [company.city, showCountry(company.country)].filter(Boolean).join(', ')
  return (
    <Layout context={context} title={company.name}>
      <div class="card-head">
        <span class="face square" aria-hidden="true">
          {initials(company.name)}
        </span>
        <div>
          <h1 dir="auto">{company.name}</h1>
          <p>
            {[place, company.ordersEur > 0 && `${showEuro(company.ordersEur)} in twelve months`]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </div>
        <a class="button" href={`/contacts/new?${new URLSearchParams({ company: company.name })}`}>
          New contact
        </a>
      </div>
      <CompanyPhone {...{ context, company, problem }} />
      {contacts.length === 0 ? (
        <Empty title="Nobody here yet">Make the first contact of this company.</Empty>
      ) : (
        <ContactTable context={context} rows={contacts} company={false} />
      )}
    </Layout>
  )
}

/** The switchboard: as a link where it can be read, and a field in which it can be changed. */
function CompanyPhone(props: { context: PageContext; company: CompanyRow; problem?: string }) {
  const { context, company, problem } = props
  const { data, settings } = context
  const country = company.country || settings.country
  const { e164 } = data.engine.normalize(company.phone, { country })
  return (
    <section class="panel company-phone">
      <span>
        <span class="muted">Switchboard </span>
        {company.phone === '' ? (
          <span class="muted">none</span>
        ) : e164 === '' ? (
          <>
            <span dir="auto">{company.phone}</span> <small class="warn">no number</small>
          </>
        ) : e164 === company.phone ? (
          <NumberLink data={data} e164={e164} />
        ) : (
          <a href={`tel:${e164}`} dir="auto">
            {company.phone}
          </a>
        )}
      </span>
      <form class="inline" method="post" action={`/companies/${company.id}/phone`}>
        <input
          name="phone"
          value={company.phone}
          maxLength={60}
          aria-label="Number of the switchboard"
          autocomplete="off"
        />
        <button type="submit">Save</button>
      </form>
      {problem && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
    </section>
  )
}
