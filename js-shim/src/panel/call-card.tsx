import type { JSX } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { CallControls } from './call-controls.js'
import type { Form } from './contact-actions.js'
import type { Draft } from './create-contact.js'
import { titleOf } from './describe-call.js'
import { Identity } from './identity.js'
import { usePanel } from './panel-context.js'
import type { CallView } from './panel-model.js'

/**
 * One call. It keeps what the agent began (a draft, a choice) while another call is in front, so it
 * stays mounted as a row.
 */
export function CallCard(props: {
  view: CallView
  open: boolean
  /** The agent is asked whether the caller goes on the blacklist. */
  blocking: boolean
  onBlocked: () => void
  onOpen: () => void
  onUnfinished: (callId: string, unfinished: boolean) => void
}): JSX.Element {
  const { view, onUnfinished } = props
  const { model, texts, rest } = usePanel()
  const [form, setForm] = useState<Form | null>(null)
  const [draft, setDraft] = useState<Draft>({ name: '', company: '' })
  const [choice, setChoice] = useState<'undecided' | 'open' | 'closed'>('undecided')
  const [callbackNoted, setCallbackNoted] = useState(false)
  const [note, setNote] = useState(view.call.note)
  const [planning, setPlanning] = useState(false)
  const [done, setDone] = useState(false)
  const root = useRef<HTMLElement>(null)
  const { callId } = view.call
  // A conversation of this agent's is wrapped up, where there is something to be written down.
  const { can, agent } = model
  const talked = view.call.answeredAt !== null && view.call.agent === agent.extension
  const wrapsUp = talked && !done && rest?.wrapsUp(view, model, note !== '' || planning)
  const unfinished = form !== null || wrapsUp === true
  // At once: a call may end before the next frame.
  useLayoutEffect(() => onUnfinished(callId, unfinished), [callId, unfinished, onUnfinished])
  const finish = (): void => setDone(true)

  if (!props.open && rest) return <rest.CallRow view={view} onOpen={props.onOpen} />

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
      {rest ? (
        <rest.Facts
          view={view}
          known={known}
          onDoubt={several ? () => setChoice('open') : undefined}
        />
      ) : (
        (call.line || view.number) && <p class="facts" />
      )}
      <CallControls view={view} />
      {rest && talked && view.call.state !== 'ended' && can.saveNote && (
        <rest.NoteField note={note} onNote={setNote} />
      )}
      {!rest && can.openContact && <div class="row actions" />}
      {rest && choosing && <rest.ContactChoice view={view} onPick={() => setChoice('closed')} />}
      {rest && form === 'create' && !known && (
        <rest.CreateContact
          callId={call.callId}
          draft={draft}
          onDraft={setDraft}
          onClose={closeForm}
        />
      )}
      {rest && form === 'attach' && !known && (
        <rest.AttachContact callId={call.callId} onClose={closeForm} />
      )}
      {rest && !choosing && (known || !form) && !(wrapsUp && view.call.state === 'ended') && (
        <rest.ContactActions
          view={view}
          known={known}
          callbackNoted={callbackNoted}
          onCallbackNoted={() => setCallbackNoted(true)}
          onForm={setForm}
        />
      )}
      {rest && props.blocking && <rest.BlockCaller view={view} onClose={props.onBlocked} />}
      {rest && wrapsUp && view.call.state === 'ended' && !form && (
        <rest.WrapUp
          view={view}
          note={note}
          onNote={setNote}
          planning={planning}
          onPlanning={setPlanning}
          onDone={finish}
        />
      )}
    </article>
  )
}
