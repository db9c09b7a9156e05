import type { CaseRow } from '../data/cases.js'
import { showDay } from './formats.js'
import { Icon } from './icons.js'
import type { PageContext } from './page-context.js'

/** A contact's leads, deals and tickets; one click closes them or opens them again. */
export function CaseList({ context, cases }: { context: PageContext; cases: CaseRow[] }) {
  return (
    <ul class="tasks">
      {cases.map(each => (
        <CaseLine context={context} each={each} key={each.id} />
      ))}
    </ul>
  )
}

function CaseLine({ context, each }: { context: PageContext; each: CaseRow }) {
  const { id, kind, title, responsible, responsibleName, closedAt, createdAt } = each
  const closed = closedAt !== null
  return (
    <li class={closed ? 'done' : undefined}>
      <form method="post" action={`/cases/${id}/${closed ? 'reopen' : 'close'}`}>
        <input type="hidden" name="back" value={context.path} />
        <button
          class="tick"
          type="submit"
          aria-label={`${closed ? 'Reopen' : 'Close'}: ${title}`}
          title={closed ? 'Reopen' : 'Close'}
        >
          {closed && <Icon name="check" />}
        </button>
      </form>
      <div class="task-what">
        <span dir="auto">{title}</span>
        <small>
          <span>{`${kind} ${id}`}</span>
          <span>
            {responsible === context.agent.extension ? 'you' : (responsibleName ?? 'nobody yet')}
          </span>
        </small>
      </div>
      <time dateTime={new Date(createdAt).toISOString()}>
        {showDay(createdAt, context.settings.timeZone)}
      </time>
    </li>
  )
}
