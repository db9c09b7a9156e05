import type { JSX } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { safeWords } from '../text/safe-words.js'
import { Announcer } from './announcer.js'
import { CallCard } from './call-card.js'
import { callsInOrder, phaseOf, titleOf } from './describe-call.js'
import { Header } from './header.js'
import { NoticeLine, OfflineLine, TroubleLine } from './notice-line.js'
import { usePanel } from './panel-context.js'
import type { CallView } from './panel-model.js'
import { Pill } from './pill.js'
import { Timer } from './timer.js'
import { useUnfinished } from './use-unfinished.js'

export interface PanelState {
  visible: boolean
  minimized: boolean
  padOpen: boolean
  /** The rest of the panel could not be loaded. */
  trouble: boolean
}

/** Everything inside the shadow root. */
export function Panel({ state }: { state: PanelState }): JSX.Element {
  const { model, rest, now } = usePanel()
  const { shown, onUnfinished } = useUnfinished(model.calls, now)
  const calls = callsInOrder(shown, model.agent.extension)
  const [typed, setTyped] = useState('')
  return (
    <>
      <Announcer />
      {state.visible &&
        (calls.length > 0 && !state.minimized ? (
          <Calls calls={calls} trouble={state.trouble} onUnfinished={onUnfinished} />
        ) : calls.length === 0 && state.padOpen && rest ? (
          <rest.Home text={typed} onText={setTyped} />
        ) : (
          <Pill call={calls[0]} trouble={state.trouble} />
        ))}
    </>
  )
}

function Calls({
  calls,
  trouble,
  onUnfinished,
}: {
  calls: CallView[]
  trouble: boolean
  onUnfinished: (callId: string, unfinished: boolean) => void
}): JSX.Element {
  const { model, texts, actions, commands } = usePanel()
  const own = model.agent.extension
  const ringing = calls
    .filter(view => phaseOf(view, own) === 'incoming')
    .map(view => view.call.callId)
    .join('\n')
  const root = useRef<HTMLDivElement>(null)
  const shown = useRef<string | null>(null)
  const [blocking, setBlocking] = useState('')
  const [chosen, setChosen] = useState({ callId: shown.current, ringing })
  if (chosen.ringing !== ringing) {
    // A new call comes to the front, except under the hands of somebody who is typing.
    const focused = (root.current?.getRootNode() as ShadowRoot | undefined)?.activeElement
    setChosen({
      callId: focused?.matches('input, textarea, select') ? shown.current : null,
      ringing,
    })
  }
  const front = calls.find(view => view.call.callId === chosen.callId) ?? (calls[0] as CallView)
  shown.current = front.call.callId
  const canBlock = model.can.block && front.call.direction === 'inbound' && front.number !== null

  const phase = phaseOf(front, own)
  const talking = front.call.answeredAt !== null && phase !== 'ended'
  const { answeredAt, line } = front.call
  return (
    <div class={ringing ? 'panel ringing' : 'panel'} part="panel" ref={root}>
      <Header
        onMinimize={actions.minimize}
        onBlock={canBlock ? () => setBlocking(front.call.callId) : undefined}
      >
        <span class={`dot ${phase}`} />
        <h2 class="title cut" part="title">
          <span class="unseen">{titleOf(front, texts, own)}</span>
          <span aria-hidden="true">
            {texts.text(phase)}
            {talking && ' ·'}
          </span>
          {phase === 'incoming' && line && (
            <>
              {' · '}
              <bdi class="number">{safeWords(commands.nameLine(line))}</bdi>
            </>
          )}
        </h2>
        {talking && answeredAt !== null && <Timer since={answeredAt} />}
      </Header>
      <div class="body">
        <OfflineLine />
        <NoticeLine />
        {trouble && <TroubleLine />}
        {calls.map(view => (
          <CallCard
            key={view.call.callId}
            view={view}
            open={view === front}
            blocking={view.call.callId === blocking}
            onBlocked={() => setBlocking('')}
            onOpen={() => setChosen({ callId: view.call.callId, ringing })}
            onUnfinished={onUnfinished}
          />
        ))}
      </div>
    </div>
  )
}
