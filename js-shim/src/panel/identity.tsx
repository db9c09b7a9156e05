import type { JSX } from 'preact'
import { initials, safeWords } from '../text/safe-words.js'
import { numberFacts, numberOf, phaseOf } from './describe-call.js'
import { Icon } from './icon.js'
import { usePanel } from './panel-context.js'
import type { CallView } from './panel-model.js'

/**
 * Who is on the line. Always three lines high, so that a name that is found takes the number's
 * place and nothing moves.
 *
 * @param known - show the contact; otherwise the number stands in its place
 */
export function Identity({ view, known }: { view: CallView; known: boolean }): JSX.Element {
  const { model, texts } = usePanel()
  const own = model.agent.extension
  const contact = known ? view.contact : null
  const name = safeWords(contact?.name)
  const company = safeWords(contact?.company)
  const number = numberOf(view, own)
  const facts = numberFacts(view, texts)
  const letters = initials(name, texts.language)
  return (
    <div class={view.number ? 'identity' : 'identity brief'}>
      <span class={`avatar ${phaseOf(view, own)}`} part="avatar" aria-hidden="true">
        {letters || <Icon name={company ? 'building' : 'person'} />}
      </span>
      <div class="who">
        {contact && (name || company) ? (
          <>
            <bdi class="name" part="name">
              {name || company}
            </bdi>
            {name && company && <bdi class="company cut">{company}</bdi>}
            <span class="muted cut">
              <bdi class="number">{number || texts.text('withheld')}</bdi>
              {view.number && texts.kind(view.number.kind) && (
                <> · {texts.kind(view.number.kind)}</>
              )}
            </span>
          </>
        ) : (
          <>
            <bdi class="name number" part="name">
              {number || texts.text('withheld')}
            </bdi>
            {facts && <span class="muted cut">{facts}</span>}
            {view.number && <Search view={view} />}
          </>
        )}
      </div>
    </div>
  )
}

/** How the search for the caller stands. */
function Search({ view }: { view: CallView }): JSX.Element {
  const { texts } = usePanel()
  if (view.contacts.length > 1) {
    return <span class="muted cut">{texts.plural('whoIsIt', view.contacts.length)}</span>
  }
  if (view.lookup === 'pending') return <span class="muted late">{texts.text('lookingUp')}</span>
  if (view.lookup === 'failed') {
    return <span class="failed-mark">{texts.text('lookupFailed')}</span>
  }
  return <span class="muted cut">{texts.text('noContact')}</span>
}
