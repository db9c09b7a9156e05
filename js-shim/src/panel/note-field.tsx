import type { JSX } from 'preact'
import { useId } from 'preact/hooks'
import { usePanel } from './panel-context.js'

/** No CRM's column is longer. */
const LONGEST = 4_000

/** What the agent writes about a call, while it goes on and after. */
export function NoteField(props: { note: string; onNote: (note: string) => void }): JSX.Element {
  const { texts } = usePanel()
  const id = useId()
  return (
    <div class="field">
      <label for={id}>{texts.text('note')}</label>
      <textarea
        id={id}
        class="input note"
        part="input"
        dir="auto"
        rows={2}
        maxLength={LONGEST}
        value={props.note}
        onInput={event => props.onNote(event.currentTarget.value)}
      />
    </div>
  )
}
