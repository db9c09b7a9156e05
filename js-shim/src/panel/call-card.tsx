import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { AttachContact } from './attach-contact.js'
import { CallControls } from './call-controls.js'
import { CallRow } from './call-row.js'
import { ContactActions, type Form } from './contact-actions.js'
import { ContactChoice } from './contact-choice.js'
import { CreateContact, type Draft } from './create-contact.js'
import { titleOf } from './describe-call.js'
import { Facts, Identity } from './identity.js'
import { usePanel } from './panel-context.js'
import type { CallView } from './panel-model.js'

/**
 * One call. It keeps what the agent began (a draft, a choice) while another call is in front, so it
 * stays mounted as a row.
 */
export function CallCard(props: {
  view: CallView
  open: boolean
  onOpen: () => void
  onUnfinished: (callId: string, unfinished: boolean) => void
}): JSX.Element {
  const { view, onUnfinished } = props
  const { model, texts } = usePanel()
  const [form, setForm] = useState<Form | null>(null)
  const [draft, setDraft] = useState<Draft>({ name: '', company: '' })
  const [choice, setChoice] = useState<'undecided' | 'open' | 'closed'>('undecided')
  const [callbackNoted, setCallbackNoted] = useState(false)
  const root = useRef<HTMLElement>(null)
  const { callId } = view.call
  useEffect(() => onUnfinished(callId, form !== null), [callId, form, onUnfinished])

  if (!props.open) return <CallRow view={view} onOpen={props.onOpen} />

  const { call, contact, contacts } = view
  const several = contacts.length > 1
  // A choice that was made travels with the call, and so survives a reload.
  const choosing = several && (choice === 'undecided' ? !call.contact : choice === 'open')
  const known = contact !== null && !choosing
  const closeForm = (): void => {
    setForm(null)
    // Back to where the form was opened from, so that the keyboard does not lose its place.
    requestAnimationFrame(() =>
      root.current?.querySelector<HTMLElement>('.actions button')?.focus(),
    )
  }
  return (
    <article
      class="card"
      part="card"
      ref={root}
      aria-label={titleOf(view, texts, model.agent.extension)}
    >
      <Identity view={view} known={known} />
      <Facts view={view} known={known} onDoubt={several ? () => setChoice('open') : undefined} />
      <CallControls view={view} />
      {choosing && <ContactChoice view={view} onPick={() => setChoice('closed')} />}
      {form === 'create' && !known && (
        <CreateContact callId={call.callId} draft={draft} onDraft={setDraft} onClose={closeForm} />
      )}
      {form === 'attach' && !known && <AttachContact callId={call.callId} onClose={closeForm} />}
      {!choosing && (known || !form) && (
        <ContactActions
          view={view}
          known={known}
          callbackNoted={callbackNoted}
          onCallbackNoted={() => setCallbackNoted(true)}
          onForm={setForm}
        />
      )}
    </article>
  )
}
