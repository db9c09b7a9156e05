import type { TaskRow } from '../data/tasks.js'
import { showDay, showMoment, showTime } from './formats.js'
import { Icon } from './icons.js'
import { NumberLink } from './number-link.js'
import type { PageContext } from './page-context.js'

interface TaskListProps {
  context: PageContext
  tasks: TaskRow[]
  /** Whether to say whom it concerns; on that person's own card it is known. */
  who: boolean
}

export function TaskList({ context, tasks, who }: TaskListProps) {
  return (
    <ul class="tasks">
      {tasks.map(task => (
        <TaskLine context={context} task={task} who={who} key={task.id} />
      ))}
    </ul>
  )
}

function whose({ agent, agentName }: TaskRow, context: PageContext): string {
  return agent === context.agent.extension ? 'you' : (agentName ?? 'nobody yet')
}

function TaskLine({ context, task, who }: { context: PageContext; task: TaskRow; who: boolean }) {
  const { timeZone } = context.settings
  const done = task.done_at !== null
  const late = !done && task.due_at < Date.now()
  return (
    <li class={done ? 'done' : late ? 'late' : undefined}>
      <form method="post" action={`/tasks/${task.id}/${done ? 'reopen' : 'done'}`}>
        <input type="hidden" name="back" value={context.path} />
        <button
          class="tick"
          type="submit"
          aria-label={`${done ? 'Reopen' : 'Done'}: ${task.title}`}
          title={done ? 'Reopen' : 'Mark as done'}
        >
          {done && <Icon name="check" />}
        </button>
      </form>
      <div class="task-what">
        <span>{task.title}</span>
        <small>
          {who && task.contact_id !== null && (
            <a href={`/contacts/${task.contact_id}`} dir="auto">
              {task.contactName}
            </a>
          )}
          {task.number !== '' && <NumberLink data={context.data} e164={task.number} />}
          {task.kind === 'message' && <span>message</span>}
          {task.board !== '' && <span>{task.board}</span>}
          {task.recording_url !== '' && task.call_id !== null && (
            <a class="play" href={`/recordings/${encodeURIComponent(task.call_id)}`} data-play>
              <Icon name="play" />
              <span>Play</span>
            </a>
          )}
          <span>{whose(task, context)}</span>
        </small>
      </div>
      <time
        dateTime={new Date(task.due_at).toISOString()}
        title={showMoment(task.due_at, timeZone)}
      >
        {late && <span class="late-word">late</span>}
        {`${showDay(task.due_at, timeZone)} ${showTime(task.due_at, timeZone)}`}
      </time>
    </li>
  )
}
