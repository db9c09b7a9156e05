import type { JSX } from 'preact'
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Contact } from '../types.js'
import { Button } from './button.js'
import { ContactLines } from './contact-choice.js'
import { usePanel } from './panel-context.js'
import { useTask } from './use-task.js'

/** The host is asked when the typing rests this long, in ms. */
const REST = 200
/** What does not fit is found by typing more. */
const MOST = 20

/** Finds an existing contact and gives it the caller's number: a combobox with a list. */
export function AttachContact(props: { callId: string; onClose: () => void }): JSX.Element {
  const { texts, commands } = usePanel()
  const attaching = useTask()
  const [query, setQuery] = useState('')
  const [found, setFound] = useState<Contact[] | 'failed' | null>(null)
  const [at, setAt] = useState(0)
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const text = query.trim()

  useLayoutEffect(() => input.current?.focus(), [])
  useEffect(() => {
    setAt(0)
    if (!text) return setFound(null)
    let current = true
    const show = (answer: Contact[] | 'failed'): void => {
      if (current) setFound(answer)
    }
    const timer = setTimeout(() => {
      commands.searchContacts(text).then(
        contacts => show(contacts.slice(0, MOST)),
        () => show('failed'),
      )
    }, REST)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [text, commands])
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }, [at])

  const contacts = Array.isArray(found) ? found : []
  const attach = async (contact: Contact | undefined): Promise<void> => {
    if (!contact) return
    if (await attaching.run(() => commands.attachNumber(contact, props.callId))) props.onClose()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step && contacts.length) setAt((at + step + contacts.length) % contacts.length)
    else if (event.key === 'Enter') attach(contacts[at])
    else if (event.key === 'Escape') props.onClose()
    else return
    event.preventDefault()
  }
  const failure = attaching.failed ? 'notSaved' : found === 'failed' ? 'notSearched' : null
  return (
    <div class="form">
      <div class="field">
        <label for={id}>{texts.text('searchContacts')}</label>
        <input
          id={id}
          class="input"
          part="input"
          ref={input}
          dir="auto"
          autocomplete="off"
          role="combobox"
          aria-expanded={contacts.length > 0}
          aria-controls={contacts.length > 0 ? `${id}-list` : undefined}
          aria-autocomplete="list"
          aria-activedescendant={contacts.length > 0 ? `${id}-${at}` : undefined}
          value={query}
          onInput={event => setQuery(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
      </div>
      {contacts.length > 0 && (
        <div
          class="results"
          id={`${id}-list`}
          part="list"
          role="listbox"
          tabIndex={-1}
          aria-label={texts.text('searchContacts')}
          ref={list}
        >
          {contacts.map((contact, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the combobox's
            <div
              key={contact.id}
              id={`${id}-${index}`}
              class="entry"
              part="entry"
              role="option"
              tabIndex={-1}
              aria-selected={index === at}
              onClick={() => attach(contact)}
            >
              <ContactLines contact={contact} />
            </div>
          ))}
        </div>
      )}
      <p class={Array.isArray(found) && !contacts.length ? 'muted' : 'unseen'} role="status">
        {Array.isArray(found) && texts.plural('contactsFound', contacts.length)}
      </p>
      {failure && (
        <p class="failed-mark" role="alert">
          {texts.text(failure)}
        </p>
      )}
      <div class="row">
        <Button onClick={props.onClose}>{texts.text('cancel')}</Button>
      </div>
    </div>
  )
}
