import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { Button } from './button.js'
import { phaseOf } from './describe-call.js'
import { usePanel } from './panel-context.js'
import type { CallView } from './panel-model.js'

/** What steers the call itself; only what the line can do. */
export function CallControls({ view }: { view: CallView }): JSX.Element | null {
  const { model, texts, commands } = usePanel()
  const [muted, setMuted] = useState(false)
  const { can } = model
  const id = view.call.callId
  const phase = phaseOf(view, model.agent.extension)

  if (phase === 'incoming') {
    if (!can.answer && !can.decline) return null
    return (
      <div class="row wide">
        {can.answer && (
          <Button look="green" icon="phone" part="answer" onClick={() => commands.answer(id)}>
            {texts.text('answer')}
          </Button>
        )}
        {can.decline && (
          <Button
            look="red"
            icon="phone"
            turned
            part="decline"
            onClick={() => commands.decline(id)}
          >
            {texts.text('decline')}
          </Button>
        )}
      </div>
    )
  }
  const talking = phase === 'conversation' || phase === 'held'
  const held = phase === 'held'
  const toggleMute = (): void => {
    setMuted(!muted)
    commands.mute(id, !muted)
  }
  return (
    <>
      {talking && (can.mute || can.hold) && (
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
      )}
      {can.hangUp && (
        <div class="row wide">
          <Button look="red" icon="phone" turned part="hang-up" onClick={() => commands.hangUp(id)}>
            {texts.text('hangUp')}
          </Button>
        </div>
      )}
    </>
  )
}
