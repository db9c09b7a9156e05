import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { announcementOf, phaseOf } from './describe-call.js'
import { usePanel } from './panel-context.js'

/** How long a call waits for its caller's name before it is announced without, in ms. */
const PATIENCE = 1000

/**
 * Says each incoming call once to a screen reader. The words are frozen when they are said: a name
 * that comes later, or a change of state, is not another announcement.
 */
export function Announcer(): JSX.Element {
  const { model, texts } = usePanel()
  const [said, setSaid] = useState<ReadonlyMap<string, string>>(new Map())
  const latest = useRef(model)
  latest.current = model

  const own = model.agent.extension
  const waiting = model.calls.filter(
    view => phaseOf(view, own) === 'incoming' && !said.has(view.call.callId),
  )
  const waitingFor = waiting.map(view => `${view.call.callId} ${view.lookup}`).join('\n')

  useEffect(() => {
    const say = (ready: (lookup: string) => boolean): void => {
      const present = latest.current.calls
      setSaid(before => {
        const after = new Map<string, string>()
        for (const view of present) {
          const id = view.call.callId
          const words = before.get(id)
          if (words !== undefined) after.set(id, words)
          else if (phaseOf(view, own) === 'incoming' && ready(view.lookup)) {
            const { title, body } = announcementOf(view, texts, own)
            after.set(id, body ? `${title}, ${body}` : title)
          }
        }
        return after
      })
    }
    if (waiting.some(view => view.lookup !== 'pending')) say(lookup => lookup !== 'pending')
    if (!waiting.some(view => view.lookup === 'pending')) return
    const timer = setTimeout(() => say(() => true), PATIENCE)
    return () => clearTimeout(timer)
  }, [waitingFor])

  const ids = new Set(model.calls.map(view => view.call.callId))
  return (
    <div class="unseen" role="log" aria-live="assertive" aria-relevant="additions">
      {[...said]
        .filter(([id]) => ids.has(id))
        .map(([id, words]) => (
          <p key={id}>{words}</p>
        ))}
    </div>
  )
}
