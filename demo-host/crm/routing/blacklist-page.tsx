import type { Routing } from '../../../js-shim/src/core/rules.js'
import { showNumber } from '../data/contact-numbers.js'
import { showCount } from '../pages/formats.js'
import { Icon } from '../pages/icons.js'
import { Empty, Layout, PageHead } from '../pages/layout.js'
import type { PageContext } from '../pages/page-context.js'
import { SettingOutcome } from '../pages/setting-outcome.js'

/** A longer list is searched rather than read. */
const MOST_SHOWN = 500

interface BlacklistPageProps {
  context: PageContext
  routing: Routing
  version: number
  question: string
  saved: boolean
  problem: string
  /** What was typed and could not be read. */
  typed: { number: string; note: string }
}

/** Whose calls are not put through. */
export function BlacklistPage(props: BlacklistPageProps) {
  const { context, routing, version, question, saved, problem, typed } = props
  const all = routing.blacklist ?? []
  const digits = question.replace(/\D/g, '')
  const found = all.filter(
    ({ key, note = '' }) =>
      (digits !== '' && key.includes(digits)) ||
      note.toLowerCase().includes(question.toLowerCase()),
  )
  return (
    <Layout context={context} title="Blacklist">
      <p class="back">
        <a href="/settings/routing">Call routing</a>
      </p>
      <PageHead title="Blacklist" note={showCount(all.length)}>
        <form class="search" action="/settings/blacklist">
          <Icon name="search" />
          <input type="search" name="q" value={question} placeholder="Search" aria-label="Search" />
        </form>
      </PageHead>
      <SettingOutcome saved={saved} problem={problem} />
      <form class="panel block-form" method="post" action="/settings/blacklist">
        <input type="hidden" name="version" value={version} />
        <label class="field">
          <span>Number</span>
          <input name="number" type="tel" value={typed.number} required maxLength={40} dir="ltr" />
        </label>
        <label class="field">
          <span>Note</span>
          <input name="note" value={typed.note} maxLength={200} dir="auto" />
        </label>
        <label class="switch">
          <input type="checkbox" name="prefix" />
          <span>
            Every number that begins so
            <small>with the country code, such as +44 70</small>
          </span>
        </label>
        <button class="primary" type="submit">
          Block
        </button>
      </form>
      {found.length === 0 ? (
        <Empty title={question ? 'Nobody like that is on it' : 'Nobody is on it'}>
          A caller can also be put on it from the card of the call.
        </Empty>
      ) : (
        <table class="list">
          <thead>
            <tr>
              <th scope="col">Number</th>
              <th scope="col">Note</th>
              <th scope="col">
                <span class="unseen">Remove</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {found.slice(0, MOST_SHOWN).map(({ key, prefix, note }) => (
              <tr key={`${key}${prefix}`}>
                <th scope="row">
                  <bdi class="number">
                    {prefix ? `+${key}…` : showNumber(context.data, `+${key}`).international}
                  </bdi>
                </th>
                <td dir="auto">{note}</td>
                <td class="amount">
                  <form method="post" action="/settings/blacklist/remove">
                    <input type="hidden" name="version" value={version} />
                    <input type="hidden" name="key" value={key} />
                    <input type="hidden" name="prefix" value={prefix ? 'on' : ''} />
                    <button type="submit" aria-label={`Remove +${key}`}>
                      Remove
                    </button>
                  </form>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {found.length > MOST_SHOWN && (
        <p class="hint">{`${MOST_SHOWN} of ${showCount(found.length)} are shown; search for the others.`}</p>
      )}
    </Layout>
  )
}
