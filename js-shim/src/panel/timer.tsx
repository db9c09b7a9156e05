import type { JSX } from 'preact'
import { useEffect, useReducer } from 'preact/hooks'
import { usePanel } from './panel-context.js'
import { everySecond } from './ticker.js'

/** The time since `since` (ms since 1970, UTC), counted from the fact, not by adding seconds. */
export function Timer({ since }: { since: number }): JSX.Element {
  const { texts, now } = usePanel()
  const [, tick] = useReducer((count: number, _: null) => count + 1, 0)
  useEffect(() => everySecond(() => tick(null)), [])
  return (
    <span class="timer" part="timer" role="timer">
      {texts.duration((now() - since) / 1000)}
    </span>
  )
}
