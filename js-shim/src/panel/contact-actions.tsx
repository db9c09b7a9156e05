import type { JSX } from 'preact'
import { Button } from './button.js'
import { Icon } from './icon.js'
import { usePanel } from './panel-context.js'
import type { CallView } from './panel-model.js'
import { useTask } from './use-task.js'

export type Form = 'create' | 'attach'

/** What can be done about the caller: each a word, shown only where the host can do it. */
export function ContactActions(props: {
  view: CallView
  known: boolean
  callbackNoted: boolean
  onCallbackNoted: () => void
  onForm: (form: Form) => void
  onReopenChoice: (() => void) | undefined
}): JSX.Element | null {
  const { model, texts, commands } = usePanel()
  const callback = useTask()
  const { can } = model
  const { call, contact, number, lookup } = props.view
  const stranger = !props.known && number !== null && lookup !== 'pending'
  const ask = async (): Promise<void> => {
    if (await callback.run(() => commands.requestCallback(call.callId))) props.onCallbackNoted()
  }
  return (
    <>
      <div class="row actions" part="actions">
        {props.known && contact && can.openContact && (
          <Button look="quiet" onClick={() => commands.openContact(contact, call.callId)}>
            {texts.text('openContact')}
          </Button>
        )}
        {stranger && can.createContact && (
          <Button onClick={() => props.onForm('create')}>{texts.text('createContact')}</Button>
        )}
        {stranger && can.attachNumber && (
          <Button onClick={() => props.onForm('attach')}>{texts.text('attachNumber')}</Button>
        )}
        {number && can.requestCallback && !props.callbackNoted && (
          <Button look="quiet" aria-disabled={callback.busy} onClick={ask}>
            {texts.text('requestCallback')}
          </Button>
        )}
        <span class="noted" role="status">
          {props.callbackNoted && (
            <>
              <Icon name="check" />
              {texts.text('callbackRequested')}
            </>
          )}
        </span>
        {props.onReopenChoice && (
          <Button look="quiet" onClick={props.onReopenChoice}>
            {texts.text('changeContact')}
          </Button>
        )}
      </div>
      {callback.failed && (
        <p class="failed-mark" role="alert">
          {texts.text('notSaved')}
        </p>
      )}
    </>
  )
}
