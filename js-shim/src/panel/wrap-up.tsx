import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { Button } from './button.js'
import { numberOf } from './describe-call.js'
import { Icon } from './icon.js'
import { NoteField } from './note-field.js'
import { usePanel } from './panel-context.js'
import type { CallView } from './panel-model.js'
import { TaskForm } from './task-form.js'
import { useTask } from './use-task.js'

/** What is left to do when a conversation is over. */
export function WrapUp(props: {
  view: CallView
  note: string
  onNote: (note: string) => void
  /** A task is being written. */
  planning: boolean
  onPlanning: (planning: boolean) => void
  onDone: () => void
}): JSX.Element {
  const { model, texts, commands } = usePanel()
  const { view, note, planning, onPlanning, onDone } = props
  const { callId, answeredAt, endedAt } = view.call
  const { can } = model
  const callback = useTask()
  const [noted, setNoted] = useState<'callback' | 'task' | null>(null)
  const talked = answeredAt !== null && endedAt !== null ? (endedAt - answeredAt) / 1000 : 0

  const ask = async (): Promise<void> => {
    if (await callback.run(() => commands.requestCallback(callId))) setNoted('callback')
  }
  const done = (): void => {
    const words = note.trim()
    if (words) commands.saveNote(words, callId)
    onDone()
  }
  return (
    <div class="form">
      <p class="facts">
        <span class="muted">{texts.text('outcome_completed')}</span>{' '}
        <span class="timer">{texts.duration(talked)}</span>
      </p>
      {can.saveNote && <NoteField note={note} onNote={props.onNote} />}
      {planning && (
        <TaskForm
          callId={callId}
          who={view.contact?.name || numberOf(view, model.agent.extension)}
          onClose={saved => {
            onPlanning(false)
            if (saved) setNoted('task')
          }}
        />
      )}
      {!planning && (can.createTask || (can.requestCallback && view.number)) && (
        <div class="row actions links">
          {can.createTask && (
            <Button look="quiet" onClick={() => onPlanning(true)}>
              {texts.text('createTask')}
            </Button>
          )}
          {can.requestCallback && view.number && noted !== 'callback' && (
            <Button look="quiet" aria-disabled={callback.busy} onClick={ask}>
              {texts.text('requestCallback')}
            </Button>
          )}
        </div>
      )}
      <span class="noted" role="status">
        {noted && (
          <>
            <Icon name="check" />
            <span>{texts.text(noted === 'task' ? 'taskCreated' : 'callbackRequested')}</span>
          </>
        )}
      </span>
      {callback.failed && (
        <p class="failed-mark" role="alert">
          {texts.text('notSaved')}
        </p>
      )}
      <div class="row wide">
        <Button look="accent" part="done" onClick={done}>
          {texts.text('done')}
        </Button>
      </div>
    </div>
  )
}
