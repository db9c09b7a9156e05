import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { Button } from './button.js'
import { phaseOf } from './describe-call.js'
import { Keys } from './keys.js'
import { Mounted } from './mounted.js'
import { usePanel } from './panel-context.js'
import type { CallView } from './panel-model.js'
import { TransferForm } from './transfer-form.js'

/** What steers a conversation; only what the line can do. */
export function TalkControls({ view }: { view: CallView }): JSX.Element | null {
  const { model, texts, commands } = usePanel()
  const [muted, setMuted] = useState(false)
  const [open, setOpen] = useState<'digits' | 'transfer' | null>(null)
  const { can } = model
  const { phone } = commands
  const id = view.call.callId
  const held = phaseOf(view, model.agent.extension) === 'held'
  if (!can.mute && !can.hold && !can.sendDigits && !can.transfer) return null
  const toggle = (what: 'digits' | 'transfer') => () => setOpen(open === what ? null : what)
  const toggleMute = (): void => {
    setMuted(!muted)
    commands.mute(id, !muted)
  }
  return (
    <>
      <div class="row wide talk">
        {can.mute && (
          <Button look="tall" icon="micOff" aria-pressed={muted} part="mute" onClick={toggleMute}>
            {texts.text(muted ? 'unmute' : 'mute')}
          </Button>
        )}
        {can.hold && (
          <Button
            look="tall"
            icon={held ? 'resume' : 'pause'}
            part="hold"
            onClick={() => (held ? commands.resume(id) : commands.hold(id))}
          >
            {texts.text(held ? 'resume' : 'hold')}
          </Button>
        )}
        {can.sendDigits && (
          <Button
            look="tall"
            icon="keypad"
            aria-expanded={open === 'digits'}
            part="digits"
            onClick={toggle('digits')}
          >
            {texts.text('keypad')}
          </Button>
        )}
        {can.transfer && (
          <Button
            look="tall"
            icon="transfer"
            aria-expanded={open === 'transfer'}
            part="transfer"
            onClick={toggle('transfer')}
          >
            {texts.text('transfer')}
          </Button>
        )}
      </div>
      {phone && <Mounted mount={root => phone.call(root, id)} />}
      {open === 'digits' && can.sendDigits && (
        <Keys onKey={digit => commands.sendDigits(id, digit)} />
      )}
      {open === 'transfer' && can.transfer && (
        <TransferForm callId={id} onClose={() => setOpen(null)} />
      )}
    </>
  )
}
