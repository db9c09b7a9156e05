import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { IconButton } from './button.js'
import { usePanel } from './panel-context.js'
import { type Playing, playRecording } from './play-recording.js'

/** Plays and stops a call's recording. */
export function RecordingButton(props: { url: string; onFailed: () => void }): JSX.Element {
  const { texts } = usePanel()
  const [state, setState] = useState<'silent' | 'coming' | 'playing'>('silent')
  const playing = useRef<Playing | null>(null)
  const gone = useRef(false)
  useEffect(
    () => () => {
      gone.current = true
      playing.current?.stop()
    },
    [],
  )
  const toggle = async (): Promise<void> => {
    if (state === 'coming') return
    if (playing.current) return playing.current.stop()
    setState('coming')
    try {
      const started = await playRecording(props.url, () => {
        playing.current = null
        if (!gone.current) setState('silent')
      })
      if (gone.current) return started.stop()
      playing.current = started
      setState('playing')
    } catch {
      if (gone.current) return
      setState('silent')
      props.onFailed()
    }
  }
  const word = state === 'playing' ? 'stopRecording' : 'playRecording'
  return (
    <IconButton
      icon={state === 'playing' ? 'stop' : 'resume'}
      name={texts.text(word)}
      aria-disabled={state === 'coming'}
      onClick={toggle}
    />
  )
}
