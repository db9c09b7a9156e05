import type { JSX } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { Button, IconButton } from './button.js'
import { KEYS } from './keys.js'
import { reformat, withoutDigit } from './number-input.js'
import { usePanel } from './panel-context.js'
import { useTask } from './use-task.js'

/** Longest number that is taken, with its spelling. */
const LONGEST = 40
/** A key held this long means its second sign, in ms. */
const LONG_PRESS = 500

/** Dials a number that stands nowhere in the page. */
export function DialPad(props: { text: string; onText: (text: string) => void }): JSX.Element {
  const { texts, commands, actions } = usePanel()
  const { busy, run } = useTask()
  const input = useRef<HTMLInputElement>(null)
  const [caret, setCaret] = useState<number | null>(null)
  const press = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)

  // The caret is put back after the formatted text is in the field, before it is painted.
  useLayoutEffect(() => {
    if (caret === null) return
    input.current?.setSelectionRange(caret, caret)
    setCaret(null)
  }, [caret])

  const change = (text: string, at: number): void => {
    const next = reformat(text.slice(0, LONGEST), at, commands.formatAsYouType)
    props.onText(next.text)
    setCaret(next.caret)
  }
  const selection = (): [number, number] => {
    const { selectionStart, selectionEnd } = input.current ?? {}
    return [selectionStart ?? props.text.length, selectionEnd ?? props.text.length]
  }
  const type = (sign: string): void => {
    const [from, to] = selection()
    change(props.text.slice(0, from) + sign + props.text.slice(to), from + 1)
  }
  const erase = (): void => {
    const [from, to] = selection()
    if (from !== to) change(props.text.slice(0, from) + props.text.slice(to), from)
    else {
      const next = withoutDigit(props.text, from)
      change(next.text, next.caret)
    }
    input.current?.focus()
  }
  const dial = async (event: Event): Promise<void> => {
    event.preventDefault()
    const text = props.text.trim()
    if (!text) return input.current?.focus()
    // When it fails the desk says why, and the number stays for another try.
    if (await run(() => commands.dial(text))) {
      props.onText('')
      actions.closePad()
    }
  }
  const holdZero = (): void => {
    press.current = setTimeout(() => {
      press.current = undefined
      type('+')
    }, LONG_PRESS)
  }
  const releaseZero = (): void => {
    clearTimeout(press.current)
  }
  return (
    <form class="pad" part="keypad" onSubmit={dial}>
      <div class="pad-number">
        <input
          class="input number"
          part="input"
          ref={input}
          type="tel"
          dir="ltr"
          autocomplete="off"
          aria-label={texts.text('telephoneNumber')}
          data-focus
          readOnly={busy}
          value={props.text}
          onInput={event => {
            const { value, selectionStart } = event.currentTarget
            change(value, selectionStart ?? value.length)
          }}
          onKeyDown={event => event.key === 'Escape' && actions.closePad()}
        />
        {props.text && (
          <IconButton icon="backspace" name={texts.text('deleteDigit')} onClick={erase} />
        )}
      </div>
      <div class="keys" dir="ltr">
        {KEYS.map(key => (
          <button
            key={key}
            type="button"
            class="key"
            part="key"
            onPointerDown={key === '0' ? holdZero : undefined}
            onPointerUp={key === '0' ? releaseZero : undefined}
            onPointerLeave={key === '0' ? releaseZero : undefined}
            onClick={event => {
              // After a long press the click that ends it is not another digit.
              const byKeyboard = event.detail === 0
              if (key === '0' && press.current === undefined && !byKeyboard) return
              type(key)
            }}
          >
            {key}
            {key === '0' && <small aria-hidden="true">+</small>}
          </button>
        ))}
      </div>
      <Button look="green" icon="phone" part="call" submit aria-disabled={busy || !props.text}>
        {texts.text('call')}
      </Button>
    </form>
  )
}
