import { Fragment } from 'preact'
import type { CallRow } from '../data/calls.js'
import type { CaseRow } from '../data/cases.js'
import type { ContactRow } from '../data/contacts.js'
import type { TaskRow } from '../data/tasks.js'
import { CallList } from './call-list.js'
import { CaseList } from './case-list.js'
import { fieldTime, initials, showDay } from './formats.js'
import { Icon } from './icons.js'
import { Empty, Layout } from './layout.js'
import { NumberLink } from './number-link.js'
import type { PageContext } from './page-context.js'
import { TaskList } from './task-list.js'

interface ContactPageProps {
  context: PageContext
  contact: ContactRow
  calls: CallRow[]
  tasks: TaskRow[]
  cases: CaseRow[]
  /** Values of the CRM's own fields, by name. */
  fields: Record<string, string>
  /** What went wrong with a number that was added here. */
  problem?: string
}

export function ContactPage(props: ContactPageProps) {
  const { context, contact, calls, tasks, cases, fields, problem } = props
  return (
    <Layout context={context} title={contact.name}>
      <div class="card-head">
        <span class="face" aria-hidden="true">
          {initials(contact.name)}
        </span>
        <div>
          <h1 dir="auto">{contact.name}</h1>
          <p>
            {contact.role}
            {contact.role && contact.company && ' at '}
            {contact.companyId !== null && (
              <a href={`/companies/${contact.companyId}`} dir="auto">
                {contact.company}
              </a>
            )}
          </p>
        </div>
        <a class="button" href={`/contacts/${contact.id}/edit`}>
          <Icon name="edit" />
          Edit
        </a>
      </div>
      <div class="card">
        <div class="card-side">
          <Facts context={context} contact={contact} fields={fields} problem={problem} />
          {cases.length > 0 && (
            <section class="panel" aria-labelledby="cases-title">
              <h2 id="cases-title">Tickets, deals, leads</h2>
              <CaseList context={context} cases={cases} />
            </section>
          )}
          <Tasks context={context} contact={contact} tasks={tasks} />
        </div>
        <section class="panel card-main" aria-labelledby="calls-title">
          <h2 id="calls-title">Calls</h2>
          {calls.length === 0 ? (
            <Empty title="No calls yet">
              {contact.numbers.length === 0
                ? 'Add a number first; then every call with it stands here.'
                : 'Click a number to call. Every call with it stands here, with its recording.'}
            </Empty>
          ) : (
            <CallList context={context} calls={calls} who={false} />
          )}
        </section>
      </div>
    </Layout>
  )
}

function Facts(props: Pick<ContactPageProps, 'context' | 'contact' | 'fields' | 'problem'>) {
  const { context, contact, fields, problem } = props
  return (
    <section class="panel">
      <dl class="facts">
        <dt>Numbers</dt>
        <dd>
          {contact.numbers.map(({ e164, label }) => (
            <NumberLink data={context.data} e164={e164} label={label} key={e164} />
          ))}
          <form class="inline" method="post" action={`/contacts/${contact.id}/numbers`}>
            <input
              name="number"
              type="tel"
              required
              maxLength={40}
              aria-label="Another number"
              placeholder={contact.numbers.length === 0 ? 'Add a number' : 'Add another number'}
            />
            <button type="submit">Add</button>
          </form>
          {problem && (
            <p class="problem" role="alert">
              {problem}
            </p>
          )}
        </dd>
        {contact.email !== '' && (
          <>
            <dt>E-mail</dt>
            <dd>
              <a href={`mailto:${contact.email}`}>{contact.email}</a>
            </dd>
          </>
        )}
        <dt>Responsible</dt>
        <dd>
          {contact.responsible === null
            ? 'nobody yet'
            : `${contact.responsibleName}${contact.responsible === context.agent.extension ? ' (you)' : ''} · ${contact.responsible}`}
        </dd>
        {Object.entries(fields).map(([name, value]) => (
          <Fragment key={name}>
            <dt>{name.replaceAll('_', ' ')}</dt>
            <dd dir="auto">{value}</dd>
          </Fragment>
        ))}
        <dt>Contact since</dt>
        <dd>{showDay(contact.createdAt, context.settings.timeZone)}</dd>
      </dl>
    </section>
  )
}

function Tasks(props: { context: PageContext; contact: ContactRow; tasks: TaskRow[] }) {
  const { context, contact, tasks } = props
  // The next full hour, at least an hour ahead.
  const proposed = Math.ceil((Date.now() + 3_600_000) / 3_600_000) * 3_600_000
  return (
    <section class="panel" aria-labelledby="tasks-title">
      <h2 id="tasks-title">Tasks</h2>
      {tasks.length > 0 && <TaskList context={context} tasks={tasks} who={false} />}
      <form class="new-task" method="post" action={`/contacts/${contact.id}/tasks`}>
        <input
          name="title"
          required
          maxLength={200}
          aria-label="What is to be done"
          placeholder="What is to be done?"
        />
        <input
          name="due"
          type="datetime-local"
          required
          aria-label="When"
          value={fieldTime(proposed, context.settings.timeZone)}
        />
        <button type="submit">Add</button>
      </form>
    </section>
  )
}
