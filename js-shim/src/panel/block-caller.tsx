import type { JSX } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { Button } from './button.js'
import { Icon } from './icon.js'
import { usePanel } from './panel-context.js'
import type { CallView } from './panel-model.js'
import { useTask } from './use-task.js'

/** Puts a caller on the blacklist; asks once more, since nobody sees the calls that then do not come. */
export function BlockCaller(props: { view: CallView; onClose: () => void }): JSX.Element {
  const { texts, commands } = usePanel()
  const { busy, failed, run } = useTask()
  const [blocked, setBlocked] = useState(false)
  const root = useRef<HTMLFieldSetElement>(null)
  useLayoutEffect(() => root.current?.querySelector('button')?.focus(), [])
  const block = async (): Promise<void> => {
    if (await run(() => commands.block(props.view.call.callId))) setBlocked(true)
  }
  if (blocked) {
    return (
      <p class="noted" role="status">
        <Icon name="check" />
        <span>{texts.text('blocked')}</span>
      </p>
    )
  }
  return (
    <fieldset
      class="form"
      ref={root}
      onKeyDown={event => event.key === 'Escape' && props.onClose()}
    >
      <legend class="unseen">{texts.text('block')}</legend>
      <p>{texts.text('blockQuestion')}</p>
      {failed && (
        <p class="failed-mark" role="alert">
          {texts.text('notSteered')}
        </p>
      )}
      <div class="row wide">
        <Button look="red" part="block" aria-disabled={busy} onClick={block}>
          {texts.text('block')}
        </Button>
        <Button onClick={props.onClose}>{texts.text('cancel')}</Button>
      </div>
    </fieldset>
  )
}
