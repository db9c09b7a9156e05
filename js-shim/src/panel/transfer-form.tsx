import type { JSX } from 'preact'
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { Button } from './button.js'
import { phaseOf, whoOf } from './describe-call.js'
import { usePanel } from './panel-context.js'
import { useTask } from './use-task.js'

/** Longest number that is taken, with its spelling. */
const LONGEST = 40

/** Gives the call to a colleague or another number. */
export function TransferForm(props: { callId: string; onClose: () => void }): JSX.Element {
  const { model, texts, commands } = usePanel()
  const { busy, run } = useTask()
  const [to, setTo] = useState('')
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  useLayoutEffect(() => input.current?.focus(), [])
  const onSubmit = async (event: Event): Promise<void> => {
    event.preventDefault()
    const text = to.trim()
    if (!text) return input.current?.focus()
    // When it fails the desk says so, and the number stays for another try.
    if (await run(() => commands.transfer(props.callId, text))) props.onClose()
  }
  // Whom the agent has asked first waits, or talks, in another call.
  const own = model.agent.extension
  const others = model.calls.filter(view => {
    const phase = phaseOf(view, own)
    return view.call.callId !== props.callId && (phase === 'conversation' || phase === 'held')
  })
  const connect = async (callId: string): Promise<void> => {
    if (await run(() => commands.transfer(props.callId, { callId }))) props.onClose()
  }
  return (
    <form
      class="form"
      noValidate
      onSubmit={onSubmit}
      onKeyDown={event => event.key === 'Escape' && props.onClose()}
    >
      {others.map(view => (
        <Button
          key={view.call.callId}
          icon="transfer"
          aria-disabled={busy}
          onClick={() => connect(view.call.callId)}
        >
          {whoOf(view, texts, own)}
        </Button>
      ))}
      <div class="field">
        <label for={id}>{texts.text('transferTo')}</label>
        <input
          id={id}
          class="input number"
          part="input"
          ref={input}
          type="tel"
          dir="ltr"
          autocomplete="off"
          maxLength={LONGEST}
          readOnly={busy}
          value={to}
          onInput={event => setTo(event.currentTarget.value)}
        />
      </div>
      <div class="row wide">
        <Button look="accent" submit aria-disabled={busy || !to.trim()}>
          {texts.text('transfer')}
        </Button>
        <Button onClick={props.onClose}>{texts.text('cancel')}</Button>
      </div>
    </form>
  )
}
