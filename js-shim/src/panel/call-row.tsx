import type { JSX } from 'preact'
import { phaseOf, whoOf } from './describe-call.js'
import { usePanel } from './panel-context.js'
import type { CallView } from './panel-model.js'
import { Timer } from './timer.js'

/** A call that is not in front: one line to bring it there. */
export function CallRow({ view, onOpen }: { view: CallView; onOpen: () => void }): JSX.Element {
  const { model, texts } = usePanel()
  const phase = phaseOf(view, model.agent.extension)
  const { answeredAt } = view.call
  return (
    <button
      type="button"
      class="entry call-row"
      part="entry"
      aria-expanded="false"
      onClick={onOpen}
    >
      <span class={`dot ${phase}`} />
      <bdi class="cut">{whoOf(view, texts, model.agent.extension)}</bdi>
      <span class="muted end">
        {phase === 'conversation' && answeredAt !== null ? (
          <Timer since={answeredAt} />
        ) : (
          texts.text(phase)
        )}
      </span>
    </button>
  )
}
