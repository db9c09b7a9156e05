import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { safeWords } from '../text/safe-words.js'
import type { Contact } from '../types.js'
import { Icon } from './icon.js'
import { usePanel } from './panel-context.js'
import type { CallView } from './panel-model.js'

/** More than this is a list to read, not to glance at. */
const AT_A_GLANCE = 4

/** Several contacts have the number: who is it? */
export function ContactChoice(props: { view: CallView; onPick: () => void }): JSX.Element {
  const { texts, commands } = usePanel()
  const [all, setAll] = useState(false)
  const { contacts, contact: likely, call } = props.view
  const ordered = likely
    ? [likely, ...contacts.filter(contact => contact.id !== likely.id)]
    : contacts
  const shown = all ? ordered : ordered.slice(0, AT_A_GLANCE)
  const rest = ordered.length - shown.length
  const pick = (contact: Contact): void => {
    commands.pickContact(contact, call.callId)
    props.onPick()
  }
  return (
    <div class="choice">
      <ul part="list">
        {shown.map(contact => (
          <li key={contact.id}>
            <button type="button" class="entry" part="entry" onClick={() => pick(contact)}>
              <ContactLines contact={contact} />
              {contact.id === likely?.id && <span class="tag">{texts.text('likely')}</span>}
              <Icon name="chevron" />
            </button>
          </li>
        ))}
      </ul>
      {rest > 0 && (
        <button type="button" class="button quiet" part="button" onClick={() => setAll(true)}>
          {texts.plural('more', rest)}
        </button>
      )}
    </div>
  )
}

/** Name over company and role. */
export function ContactLines({ contact }: { contact: Contact }): JSX.Element {
  const company = safeWords(contact.company)
  const role = safeWords(contact.role)
  return (
    <span class="lines">
      <bdi class="cut">{safeWords(contact.name) || company || '…'}</bdi>
      {(company || role) && (
        <span class="muted small cut">
          {company && <bdi>{company}</bdi>}
          {company && role && ' · '}
          {role && <bdi>{role}</bdi>}
        </span>
      )}
    </span>
  )
}
