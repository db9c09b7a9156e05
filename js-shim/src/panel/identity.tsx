import type { JSX } from 'preact'
import { numberFacts, numberOf, phaseOf } from './describe-call.js'
import { Icon } from './icon.js'
import { usePanel } from './panel-context.js'
import type { CallView } from './panel-model.js'
import { initials, safeWords } from './safe-words.js'

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
    <div class="identity">
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
          </>
        )}
      </div>
    </div>
  )
}

/** One line below: who looks after the contact, or what is known of the caller instead. */
export function Facts({ view, known }: { view: CallView; known: boolean }): JSX.Element | null {
  const { model, texts, commands } = usePanel()
  const { responsible } = view.contact ?? {}
  if (!known && view.number) {
    if (view.lookup === 'pending') return <p class="facts muted late">{texts.text('lookingUp')}</p>
    if (view.lookup === 'failed') {
      return (
        <p class="facts failed-mark">
          <Icon name="warning" />
          {texts.text('lookupFailed')}
        </p>
      )
    }
    return <p class="facts muted">{texts.text('noContact')}</p>
  }
  if (known && responsible) {
    const you = Boolean(responsible.extension) && responsible.extension === model.agent.extension
    return (
      <p class="facts" part="responsible">
        <span class="muted">{texts.text('responsible')}</span>{' '}
        <bdi class="cut">{you ? texts.text('you') : safeWords(responsible.name)}</bdi>
      </p>
    )
  }
  if (!view.call.line) return null
  return (
    <p class="facts" part="called-line">
      <span class="muted">{texts.text('calledLine')}</span>{' '}
      <bdi class="number">{commands.formatAsYouType(view.call.line)}</bdi>
    </p>
  )
}
