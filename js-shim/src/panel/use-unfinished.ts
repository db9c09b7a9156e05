import { useCallback, useRef, useState } from 'preact/hooks'
import type { CallView } from './panel-model.js'

/**
 * Calls in whose card a form is open stay until it is closed, also when the call has ended or a
 * colleague has it: what the agent has typed is not thrown away.
 *
 * @param calls the calls of the model
 * @returns the calls to show, and what a card says of its form
 */
export function useUnfinished(
  calls: CallView[],
  now: () => number,
): {
  shown: CallView[]
  onUnfinished: (callId: string, unfinished: boolean) => void
} {
  const [unfinished, setUnfinished] = useState<ReadonlySet<string>>(new Set())
  const last = useRef(new Map<string, CallView>())
  const shown = calls.filter(({ call }) => call.state !== 'ended')
  const live = new Set(shown.map(view => view.call.callId))
  for (const view of shown) last.current.set(view.call.callId, view)
  for (const [callId, view] of last.current) {
    if (live.has(callId)) continue
    if (unfinished.has(callId)) {
      // Its end is when it left the model; a note that is being written wants no more than that.
      const call = { ...view.call, state: 'ended' as const, endedAt: view.call.endedAt ?? now() }
      last.current.set(callId, { ...view, call })
      shown.push({ ...view, call })
    } else last.current.delete(callId)
  }
  const onUnfinished = useCallback((callId: string, isUnfinished: boolean) => {
    setUnfinished(before => {
      if (before.has(callId) === isUnfinished) return before
      const after = new Set(before)
      if (isUnfinished) after.add(callId)
      else after.delete(callId)
      return after
    })
  }, [])
  return { shown, onUnfinished }
}
