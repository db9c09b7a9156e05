import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { Button } from './button.js'
import { phaseOf } from './describe-call.js'
import { usePanel } from './panel-context.js'
import type { CallView } from './panel-model.js'

/** What steers a conversation; only what the line can do. */
export function TalkControls({ view }: { view: CallView }): JSX.Element | null {
  const { model, texts, commands } = usePanel()
  const [muted, setMuted] = useState(false)
  const { can } = model
  const id = view.call.callId
  const held = phaseOf(view, model.agent.extension) === 'held'
  if (!can.mute && !can.hold) return null
  const toggleMute = (): void => {
    setMuted(!muted)
    commands.mute(id, !muted)
  }
  return (
    <div class="row wide">
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
    </div>
  )
}
