import type { Routing, RoutingRule } from '../../../js-shim/src/core/rules.js'
import { Icon } from '../pages/icons.js'
import { Empty, Layout, PageHead } from '../pages/layout.js'
import { OrderedItem } from '../pages/ordered-item.js'
import type { PageContext } from '../pages/page-context.js'
import { SettingOutcome } from '../pages/setting-outcome.js'
import type { Trial, TrialOutcome } from './what-would-happen.js'
import { fieldWords, LOCATION_WORDS, lineWords, ruleName } from './words.js'

interface RoutingPageProps {
  context: PageContext
  routing: Routing
  version: number
  /** Rules with this in their words are listed. */
  question: string
  trial: Trial
  outcome: TrialOutcome | null
  saved: boolean
  problem: string
}

/** Where a call goes before it rings. */
export function RoutingPage(props: RoutingPageProps) {
  const { context, routing, version, question, saved, problem } = props
  const rules = routing.rules ?? []
  const listed = rules.filter(rule => wordsOf(rule).toLowerCase().includes(question.toLowerCase()))
  return (
    <Layout context={context} title="Call routing">
      <p class="back">
        <a href="/settings">Settings</a>
      </p>
      <PageHead title="Call routing" note={`${rules.length}`}>
        <form class="search" action="/settings/routing">
          <Icon name="search" />
          <input type="search" name="q" value={question} placeholder="Search" aria-label="Search" />
        </form>
        <a class="button" href="/settings/blacklist">
          Blacklist
        </a>
        <a class="button primary" href="/settings/routing/rule">
          New rule
        </a>
      </PageHead>
      <SettingOutcome saved={saved} problem={problem} />
      <div class="routing">
        <section>
          {listed.length === 0 ? (
            <Empty title={question ? 'No rule says that' : 'No rules yet'}>
              {question
                ? 'Search for a name, a field, a value or a destination.'
                : 'Calls go where the telephone system sends them. A rule sends some elsewhere.'}
            </Empty>
          ) : (
            <ol class="rules">
              {listed.map(rule => (
                <Rule
                  rule={rule}
                  version={version}
                  first={rule === rules[0]}
                  last={rule === rules.at(-1)}
                  key={rule.id}
                />
              ))}
            </ol>
          )}
          <p class="hint">
            The first rule with a line that fits decides. Before all rules comes the blacklist;
            after them, when it is switched on, whoever is responsible for what the client has open;
            last, what a rule says for all others.
          </p>
        </section>
        <aside>
          <TrialBox {...props} />
          <Options routing={routing} version={version} />
        </aside>
      </div>
    </Layout>
  )
}

const placeOf = ({ location }: RoutingRule): string =>
  location && location.kind !== 'anywhere'
    ? `${LOCATION_WORDS[location.kind]} ${location.value ?? ''}`
    : LOCATION_WORDS.anywhere

const wordsOf = (rule: RoutingRule): string =>
  [
    ruleName(rule),
    placeOf(rule),
    ...(rule.lines ?? []).map(line => lineWords(rule.field, line)),
    rule.default ? `→ ${rule.default.destination}` : '',
  ].join('\n')

function Rule(props: { rule: RoutingRule; version: number; first: boolean; last: boolean }) {
  const { rule, version, first, last } = props
  return (
    <OrderedItem
      address="/settings/routing"
      href="/settings/routing/rule"
      id={rule.id}
      name={ruleName(rule)}
      enabled={rule.enabled !== false}
      {...{ version, first, last }}
    >
      <p class="muted" dir="auto">
        {placeOf(rule)}, by {fieldWords(rule.field)}
      </p>
      <ul>
        {(rule.lines ?? []).map((line, at) => (
          <li key={at} dir="auto">
            {lineWords(rule.field, line)}
          </li>
        ))}
        {rule.default && <li class="muted">{`all others → ${rule.default.destination}`}</li>}
      </ul>
    </OrderedItem>
  )
}

function TrialBox({ trial, outcome }: RoutingPageProps) {
  return (
    <form class="panel trial" action="/settings/routing">
      <h2>What would happen to this number?</h2>
      <label class="field">
        <span>Caller</span>
        <input name="number" type="tel" value={trial.number} dir="ltr" required maxLength={40} />
      </label>
      <div class="pair">
        <label class="field">
          <span>Called number</span>
          <input name="line" type="tel" value={trial.line} dir="ltr" maxLength={40} />
        </label>
        <label class="field">
          <span>Voice menu</span>
          <input name="menu" value={trial.menu} maxLength={60} />
        </label>
      </div>
      <label class="field">
        <span>Typed digits</span>
        <input name="digits" inputMode="numeric" value={trial.digits} dir="ltr" maxLength={40} />
      </label>
      <div class="form-end">
        <button type="submit">Try</button>
      </div>
      {outcome && (
        <output class="outcome-box">
          <strong dir="auto">
            <bdi class="number">{outcome.number}</bdi>
            {outcome.who && (
              <>
                {' · '}
                <bdi>{outcome.who}</bdi>
              </>
            )}
          </strong>
          <span dir="auto">{outcome.happens}</span>
          <small dir="auto">{outcome.why}</small>
        </output>
      )}
    </form>
  )
}

function Options({ routing, version }: { routing: Routing; version: number }) {
  const { smartForwarding, callerName, blacklistHangsUp } = routing
  return (
    <form class="panel options" method="post" action="/settings/routing/options">
      <h2>For every call</h2>
      <input type="hidden" name="version" value={version} />
      <label class="switch">
        <input type="checkbox" name="callerName" checked={callerName !== false} />
        <span>Desk telephones show the client’s name</span>
      </label>
      <label class="switch">
        <input type="checkbox" name="forward" checked={smartForwarding?.enabled === true} />
        <span>
          To whoever is responsible
          <small>for the ticket, deal or lead that the client has open</small>
        </span>
      </label>
      <label class="field">
        <span>Rings there for, seconds</span>
        <input
          name="timeout"
          type="number"
          min={0}
          max={3600}
          value={smartForwarding?.timeout ?? ''}
        />
      </label>
      <label class="switch">
        <input type="checkbox" name="hangsUp" checked={blacklistHangsUp === true} />
        <span>
          Hang up on the blacklist
          <small>Off: the telephone system is told that the number is on it.</small>
        </span>
      </label>
      <div class="form-end">
        <button type="submit">Save</button>
      </div>
    </form>
  )
}
