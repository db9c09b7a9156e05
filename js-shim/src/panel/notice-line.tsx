import type { JSX } from 'preact'
import { IconButton } from './button.js'
import { Icon } from './icon.js'
import { usePanel } from './panel-context.js'

/** What the agent must know just now. */
export function NoticeLine(): JSX.Element | null {
  const { model, texts, commands } = usePanel()
  if (!model.notice) return null
  const { kind, text } = model.notice
  return (
    <div class={`line ${kind}`} part="notice" role={kind === 'error' ? 'alert' : 'status'}>
      <Icon name={kind === 'error' ? 'warning' : 'info'} />
      <bdi>{text}</bdi>
      <IconButton
        icon="close"
        name={texts.text('dismiss')}
        onClick={() => commands.dismissNotice()}
      />
    </div>
  )
}

/** Says so when no news of calls can come in. */
export function OfflineLine(): JSX.Element | null {
  const { model, texts } = usePanel()
  if (model.connection !== 'offline') return null
  return (
    <div class="line error" part="offline" role="status">
      <Icon name="warning" />
      <span>{texts.text('offlineLine')}</span>
    </div>
  )
}

/** Says so when the rest of the panel could not be loaded. */
export function TroubleLine(): JSX.Element {
  const { texts } = usePanel()
  return (
    <div class="line error" part="notice" role="status">
      <Icon name="warning" />
      <span>{texts.text('trouble')}</span>
    </div>
  )
}
