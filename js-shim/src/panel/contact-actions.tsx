import type { JSX } from 'preact'
import { Button, IconButton } from './button.js'
import { Icon } from './icon.js'
import { usePanel } from './panel-context.js'
import type { CallView } from './panel-model.js'
import { useTask } from './use-task.js'

export type Form = 'create' | 'attach'

/**
 * What can be done about the caller, shown only where the host can do it. One row whoever it is,
 * so that nothing moves when the caller's name comes in.
 */
export function ContactActions(props: {
  view: CallView
  known: boolean
  callbackNoted: boolean
  onCallbackNoted: () => void
  onForm: (form: Form) => void
}): JSX.Element | null {
  const { model, texts, commands } = usePanel()
  const callback = useTask()
  const { can } = model
  const { call, contact, number, lookup } = props.view
  const canOpen = contact !== null && props.known && can.openContact
  const canCallBack = number !== null && can.requestCallback
  const stranger = !props.known && number !== null && lookup !== 'pending'
  const canCreate = stranger && can.createContact
  const canAttach = stranger && can.attachNumber
  const buttons = canCreate || canAttach
  const willCreate = number !== null && (can.createContact || can.attachNumber)
  if (!canOpen && !canCallBack && !buttons && !(lookup === 'pending' && willCreate)) return null

  const ask = async (): Promise<void> => {
    if (await callback.run(() => commands.requestCallback(call.callId))) props.onCallbackNoted()
  }
  const words = texts.text('requestCallback')
  return (
    <>
      <div class={buttons ? 'row actions' : 'row actions links'} part="actions">
        {canOpen && (
          <Button look="quiet" onClick={() => commands.openContact(contact, call.callId)}>
            {texts.text('openContact')}
          </Button>
        )}
        {canCreate && (
          <Button onClick={() => props.onForm('create')}>{texts.text('createContact')}</Button>
        )}
        {canAttach && (
          <Button onClick={() => props.onForm('attach')}>{texts.text('attachNumber')}</Button>
        )}
        {canCallBack &&
          !props.callbackNoted &&
          (buttons ? (
            <IconButton icon="callBack" name={words} aria-disabled={callback.busy} onClick={ask} />
          ) : (
            <Button look="quiet" aria-disabled={callback.busy} onClick={ask}>
              {words}
            </Button>
          ))}
        <span class="noted" role="status">
          {props.callbackNoted && (
            <>
              <Icon name="check" />
              <span class={buttons ? 'unseen' : ''}>{texts.text('callbackRequested')}</span>
            </>
          )}
        </span>
      </div>
      {callback.failed && (
        <p class="failed-mark" role="alert">
          {texts.text('notSaved')}
        </p>
      )}
    </>
  )
}
