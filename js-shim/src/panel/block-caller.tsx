import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { Button } from './button.js'
import { Icon } from './icon.js'
import { usePanel } from './panel-context.js'
import type { CallView } from './panel-model.js'
import { useTask } from './use-task.js'

/** Puts a caller on the blacklist; asks once more, since nobody sees the calls that then do not come. */
export function BlockCaller({ view }: { view: CallView }): JSX.Element | null {
  const { model, texts, commands } = usePanel()
  const { busy, failed, run } = useTask()
  const [step, setStep] = useState<'closed' | 'asking' | 'done'>('closed')
  const { call, number } = view
  if (!model.can.block || call.direction !== 'inbound' || !number?.e164) return null
  const block = async (): Promise<void> => {
    if (await run(() => commands.block(call.callId))) setStep('done')
  }
  if (step === 'closed') {
    return (
      <div class="row actions links">
        <Button look="quiet" part="block" onClick={() => setStep('asking')}>
          {texts.text('block')}
        </Button>
      </div>
    )
  }
  if (step === 'done') {
    return (
      <p class="noted" role="status">
        <Icon name="check" />
        <span>{texts.text('blocked')}</span>
      </p>
    )
  }
  return (
    <fieldset class="form">
      <legend class="unseen">{texts.text('block')}</legend>
      <p>{texts.text('blockQuestion')}</p>
      {failed && (
        <p class="failed-mark" role="alert">
          {texts.text('notSteered')}
        </p>
      )}
      <div class="row wide">
        <Button look="red" aria-disabled={busy} onClick={block}>
          {texts.text('block')}
        </Button>
        <Button onClick={() => setStep('closed')}>{texts.text('cancel')}</Button>
      </div>
    </fieldset>
  )
}
