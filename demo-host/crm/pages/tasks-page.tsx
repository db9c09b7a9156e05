import type { TaskRow } from '../data/tasks.js'
import { Empty, Layout, PageHead } from './layout.js'
import type { PageContext } from './page-context.js'
import { TaskList } from './task-list.js'

interface TasksPageProps {
  context: PageContext
  open: TaskRow[]
  done: TaskRow[]
  mine: boolean
}

export function TasksPage({ context, open, done, mine }: TasksPageProps) {
  return (
    <Layout context={context} title="Tasks">
      <PageHead title="Tasks" note={`${open.length} open`}>
        <nav class="tabs" aria-label="Whose tasks">
          <a href="/tasks" aria-current={mine ? 'page' : undefined}>
            Mine
          </a>
          <a href="/tasks?whose=all" aria-current={mine ? undefined : 'page'}>
            Everybody’s
          </a>
        </nav>
      </PageHead>
      {open.length === 0 ? (
        <Empty title="Nothing to do">
          Tasks come from a contact’s card, and from a call when you ask for a callback.
        </Empty>
      ) : (
        <section class="panel narrow">
          <TaskList context={context} tasks={open} who />
        </section>
      )}
      {done.length > 0 && (
        <>
          <h2>Done</h2>
          <section class="panel narrow">
            <TaskList context={context} tasks={done} who />
          </section>
        </>
      )}
    </Layout>
  )
}
