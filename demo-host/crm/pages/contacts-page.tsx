import { type ContactRow, PAGE_SIZE } from '../data/contacts.js'
import { showCount, showDayAndTime, showMoment } from './formats.js'
import { Icon } from './icons.js'
import { Empty, Layout, PageHead, Pager } from './layout.js'
import { NumberLink } from './number-link.js'
import type { PageContext } from './page-context.js'

interface ContactsPageProps {
  context: PageContext
  rows: ContactRow[]
  total: number
  question: string
  page: number
}

export function ContactsPage({ context, rows, total, question, page }: ContactsPageProps) {
  return (
    <Layout context={context} title="Contacts">
      <PageHead title="Contacts" note={showCount(total)}>
        <SearchField path="/contacts" question={question} hint="Name, company, e-mail or number" />
        <a class="button primary" href="/contacts/new">
          <Icon name="plus" />
          New contact
        </a>
      </PageHead>
      <div data-live-part="list">
        {rows.length === 0 ? (
          <Empty title={`Nobody matches ‘${question}’`}>
            Try part of a name, a company, or at least three digits of a number. Accents do not
            matter. Or <a href={`/contacts/new?${newFrom(question)}`}>make a new contact</a>.
          </Empty>
        ) : (
          <>
            <ContactTable context={context} rows={rows} />
            <Pager
              path="/contacts"
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

function newFrom(question: string): URLSearchParams {
  return new URLSearchParams(
    /^[\d\s()+./-]+$/.test(question) ? { number: question } : { name: question },
  )
}

/** A search that answers while one types, and without a script by Enter. */
export function SearchField(props: { path: string; question: string; hint: string }) {
  return (
    <search>
      <form class="search" action={props.path} data-live>
        <Icon name="search" />
        <input
          type="search"
          name="q"
          value={props.question}
          placeholder={props.hint}
          aria-label={props.hint}
          autocomplete="off"
          spellcheck={false}
          aria-keyshortcuts="/"
        />
      </form>
    </search>
  )
}

export function ContactTable(props: {
  context: PageContext
  rows: ContactRow[]
  company?: boolean
}) {
  const { context, rows, company = true } = props
  return (
    <table class={company ? 'list contacts' : 'list contacts one-company'}>
      <thead>
        <tr>
          <th scope="col">Name</th>
          {company && <th scope="col">Company</th>}
          <th scope="col">Role</th>
          <th scope="col">Numbers</th>
          <th scope="col">Responsible</th>
          <th scope="col">Last call</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(row => (
          <ContactLine context={context} row={row} company={company} key={row.id} />
        ))}
      </tbody>
    </table>
  )
}

function ContactLine(props: { context: PageContext; row: ContactRow; company: boolean }) {
  const { context, row, company } = props
  const { timeZone } = context.settings
  return (
    <tr>
      <th scope="row">
        <a href={`/contacts/${row.id}`} dir="auto">
          {row.name}
        </a>
      </th>
      {company && (
        <td class="company">
          {row.companyId !== null && (
            <a class="quiet" href={`/companies/${row.companyId}`} dir="auto">
              {row.company}
            </a>
          )}
        </td>
      )}
      <td class="role">{row.role}</td>
      <td class="numbers">
        {row.numbers.map(({ e164, label }) => (
          <NumberLink data={context.data} e164={e164} label={label} key={e164} />
        ))}
        {row.numbers.length === 0 && <span class="muted">e-mail only</span>}
      </td>
      <td class="responsible">
        {row.responsible === context.agent.extension ? 'you' : row.responsibleName}
      </td>
      <td class="last-call">
        {row.lastCallAt !== null && (
          <time
            dateTime={new Date(row.lastCallAt).toISOString()}
            title={showMoment(row.lastCallAt, timeZone)}
          >
            {showDayAndTime(row.lastCallAt, timeZone)}
          </time>
        )}
      </td>
    </tr>
  )
}
