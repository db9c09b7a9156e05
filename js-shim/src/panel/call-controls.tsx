import type { JSX } from 'preact'
import { Button } from './button.js'
import { phaseOf } from './describe-call.js'
import { usePanel } from './panel-context.js'
import type { CallView } from './panel-model.js'

/** What begins and ends a call; only what the line can do. */
export function CallControls({ view }: { view: CallView }): JSX.Element | null {
  const { model, texts, commands, rest } = usePanel()
  const { can } = model
  const id = view.call.callId
  const phase = phaseOf(view, model.agent.extension)
  const incoming = phase === 'incoming'
  const talking = phase === 'conversation' || phase === 'held'
  const canAnswer = incoming && can.answer
  const canDecline = incoming && can.decline
  const canHangUp = !incoming && phase !== 'ended' && can.hangUp
  return (
    <>
      {talking && rest && <rest.TalkControls view={view} />}
      {(canAnswer || canDecline || canHangUp) && (
        <div class="row wide">
          {canAnswer && (
            <Button look="green" icon="phone" part="answer" onClick={() => commands.answer(id)}>
              {texts.text('answer')}
            </Button>
          )}
          {canDecline && (
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
          {canHangUp && (
            <Button
              look="red"
              icon="phone"
              turned
              part="hang-up"
              onClick={() => commands.hangUp(id)}
            >
              {texts.text('hangUp')}
            </Button>
          )}
        </div>
      )}
    </>
  )
}
