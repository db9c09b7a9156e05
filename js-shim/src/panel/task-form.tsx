import type { JSX } from 'preact'
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { safeWords } from '../text/safe-words.js'
import { Button } from './button.js'
import { usePanel } from './panel-context.js'
import { useTask } from './use-task.js'

const HOUR = 3_600_000
/** When a task may be due, ms from now; the first is the usual one. */
const DUE = [4 * HOUR, 24 * HOUR, 3 * 24 * HOUR, 7 * 24 * HOUR]
const LONGEST = 200

/** A task for after the call. */
export function TaskForm(props: {
  callId: string
  /** With whom the call was. */
  who: string
  onClose: (saved: boolean) => void
}): JSX.Element {
  const { texts, commands, now } = usePanel()
  const { busy, failed, run } = useTask()
  const [title, setTitle] = useState(() =>
    texts.text('callNumber', { name: safeWords(props.who) }).replace(/[\u2068\u2069]/g, ''),
  )
  const [after, setAfter] = useState(DUE[0] as number)
  const id = useId()
  const first = useRef<HTMLInputElement>(null)
  useLayoutEffect(() => first.current?.select(), [])

  const onSubmit = async (event: Event): Promise<void> => {
    event.preventDefault()
    const words = title.trim()
    if (!words) return first.current?.focus()
    const draft = { title: words, dueAt: now() + after }
    if (await run(() => commands.createTask(draft, props.callId))) props.onClose(true)
  }
  return (
    <form
      class="form"
      noValidate
      onSubmit={onSubmit}
      onKeyDown={event => event.key === 'Escape' && props.onClose(false)}
    >
      <div class="field">
        <label for={`${id}-title`}>{texts.text('taskTitle')}</label>
        <input
          id={`${id}-title`}
          class="input"
          part="input"
          ref={first}
          dir="auto"
          autocomplete="off"
          maxLength={LONGEST}
          readOnly={busy}
          value={title}
          onInput={event => setTitle(event.currentTarget.value)}
        />
      </div>
      <div class="field">
        <label for={`${id}-due`}>{texts.text('due')}</label>
        <select
          id={`${id}-due`}
          class="input"
          part="input"
          value={after}
          onChange={event => setAfter(Number(event.currentTarget.value))}
        >
          {DUE.map(wait => (
            <option key={wait} value={wait}>
              {texts.ago(wait, 0)}
            </option>
          ))}
        </select>
      </div>
      {failed && (
        <p class="failed-mark" role="alert">
          {texts.text('notSaved')}
        </p>
      )}
      <div class="row wide">
        <Button look="plain" submit aria-disabled={busy || !title.trim()}>
          {texts.text('save')}
        </Button>
        <Button onClick={() => props.onClose(false)}>{texts.text('cancel')}</Button>
      </div>
    </form>
  )
}
