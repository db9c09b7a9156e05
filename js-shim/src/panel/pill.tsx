import type { JSX } from 'preact'
import { IconButton } from './button.js'
import { phaseOf, whoOf } from './describe-call.js'
import { Icon } from './icon.js'
import { NoticeLine, TroubleLine } from './notice-line.js'
import { usePanel } from './panel-context.js'
import type { CallView } from './panel-model.js'
import { Timer } from './timer.js'

const WORDS = { online: 'ready', connecting: 'connecting', offline: 'offline' } as const

/** The panel at rest, or put away during a call. */
export function Pill(props: { call: CallView | undefined; trouble: boolean }): JSX.Element {
  const { call, trouble } = props
  const { model, texts, actions } = usePanel()
  const away = model.connection === 'online' && model.preferences.away
  return (
    <>
      {(model.notice || trouble) && (
        <div class="panel" part="panel">
          {trouble && <TroubleLine />}
          <NoticeLine />
        </div>
      )}
      {call ? (
        <CallPill view={call} />
      ) : (
        <div class="pill" part="pill" data-drag>
          {model.connection === 'offline' ? (
            <span class="failed-mark">
              <Icon name="warning" />
            </span>
          ) : (
            <span class={`dot ${away ? 'away' : model.connection}`} />
          )}
          <span class="pill-word">{texts.text(away ? 'away' : WORDS[model.connection])}</span>
          <IconButton
            icon="keypad"
            name={texts.text('openKeypad')}
            data-focus
            onClick={() => actions.openPad()}
          />
        </div>
      )}
    </>
  )
}

function CallPill({ view }: { view: CallView }): JSX.Element {
  const { model, texts, actions } = usePanel()
  const own = model.agent.extension
  const phase = phaseOf(view, own)
  const { answeredAt } = view.call
  return (
    <button
      type="button"
      class="pill"
      part="pill"
      data-drag
      data-focus
      title={texts.text('expand')}
      onClick={() => actions.expand()}
    >
      <span class={`dot ${phase}`} />
      <bdi class="pill-word cut">{whoOf(view, texts, own)}</bdi>
      {phase === 'conversation' && answeredAt !== null ? (
        <Timer since={answeredAt} />
      ) : (
        <span class="muted">{texts.text(phase)}</span>
      )}
    </button>
  )
}
