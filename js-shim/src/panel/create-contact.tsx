import type { JSX } from 'preact'
import { useId, useLayoutEffect, useRef } from 'preact/hooks'
import { Button } from './button.js'
import { usePanel } from './panel-context.js'
import { useTask } from './use-task.js'

export interface Draft {
  name: string
  company: string
}

/** Longest name and company that are taken; no CRM column is longer. */
const LONGEST = 200

/** Makes a contact of an unknown number. The draft lives with the call, not with the form. */
export function CreateContact(props: {
  callId: string
  draft: Draft
  onDraft: (draft: Draft) => void
  onClose: () => void
}): JSX.Element {
  const { texts, commands } = usePanel()
  const { busy, failed, run } = useTask()
  const id = useId()
  const first = useRef<HTMLInputElement>(null)
  useLayoutEffect(() => first.current?.focus(), [])

  const { draft } = props
  const name = draft.name.trim()
  const onSubmit = async (event: Event): Promise<void> => {
    event.preventDefault()
    const company = draft.company.trim()
    if (!name) return first.current?.focus()
    const saved = await run(() =>
      commands.createContact(company ? { name, company } : { name }, props.callId),
    )
    if (saved) props.onClose()
  }
  const field = (key: keyof Draft): JSX.Element => (
    <div class="field">
      <label for={`${id}-${key}`}>{texts.text(key)}</label>
      <input
        id={`${id}-${key}`}
        class="input"
        part="input"
        ref={key === 'name' ? first : undefined}
        dir="auto"
        autocomplete="off"
        maxLength={LONGEST}
        required={key === 'name'}
        readOnly={busy}
        value={draft[key]}
        onInput={event => props.onDraft({ ...draft, [key]: event.currentTarget.value })}
      />
    </div>
  )
  return (
    <form
      class="form"
      noValidate
      onSubmit={onSubmit}
      onKeyDown={event => event.key === 'Escape' && props.onClose()}
    >
      {field('name')}
      {field('company')}
      {failed && (
        <p class="failed-mark" role="alert">
          {texts.text('notSaved')}
        </p>
      )}
      <div class="row wide">
        <Button look="accent" submit aria-disabled={busy || !name}>
          {texts.text('save')}
        </Button>
        <Button onClick={props.onClose}>{texts.text('cancel')}</Button>
      </div>
    </form>
  )
}
