import type { JSX } from 'preact'
import { safeWords } from '../text/safe-words.js'
import { usePanel } from './panel-context.js'
import type { CallView } from './panel-model.js'

/**
 * One line below: who looks after the contact, or which of the company's numbers was called.
 *
 * @param onDoubt - asks once more which of several contacts it is
 */
export function Facts(props: {
  view: CallView
  known: boolean
  onDoubt: (() => void) | undefined
}): JSX.Element | null {
  const { model, texts, commands } = usePanel()
  const { view, known, onDoubt } = props
  const { line, tracking } = view.call
  // Whoever calls says so; nobody has checked it.
  const called = known ? '' : safeWords(tracking.callerName)
  const responsible = known ? view.contact?.responsible : undefined
  const you = Boolean(responsible?.extension) && responsible?.extension === model.agent.extension
  if (!responsible && !line && !called && !view.number) return null
  return (
    <p class="facts" part="facts">
      {responsible ? (
        <>
          <span class="muted">{texts.text('responsible')}</span>{' '}
          <bdi class="cut">{you ? texts.text('you') : safeWords(responsible.name)}</bdi>
        </>
      ) : called ? (
        <>
          <span class="muted">{texts.text('name')}</span> <bdi class="cut">{called}</bdi>
        </>
      ) : (
        line && (
          <>
            <span class="muted">{texts.text('calledLine')}</span>{' '}
            <bdi class="number cut">{safeWords(commands.nameLine(line))}</bdi>
          </>
        )
      )}
      {known && onDoubt && (
        <button type="button" class="button quiet doubt" part="button" onClick={onDoubt}>
          {texts.text('changeContact')}
        </button>
      )}
    </p>
  )
}
