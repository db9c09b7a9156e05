import { RULE_LOCATIONS, RULE_OPERATORS } from '../../../js-shim/src/core/lists.js'
import type { RoutingRule } from '../../../js-shim/src/core/rules.js'
import { CRM_FIELDS } from '../data/crm-fields.js'
import { Layout, PageHead } from '../pages/layout.js'
import type { PageContext } from '../pages/page-context.js'
import { SettingOutcome } from '../pages/setting-outcome.js'
import { fieldWords, LOCATION_WORDS, OPERATOR_WORDS, ruleName, TYPED } from './words.js'

/** Rows of the form that are free to be written into. */
const FREE_LINES = 2

/** What a contact's rules can look at. */
const FIELDS = [
  ...new Set(CRM_FIELDS.filter(({ entity }) => entity === 'contact').map(({ name }) => name)),
  TYPED,
]

interface RulePageProps {
  context: PageContext
  /** `null` for a new one. */
  rule: RoutingRule | null
  version: number
  problem: string
}

/** One rule: for which calls, by which field, line by line. */
export function RulePage({ context, rule, version, problem }: RulePageProps) {
  const lines = rule?.lines ?? []
  const kind = rule?.location?.kind ?? 'anywhere'
  const fields = rule && !FIELDS.includes(rule.field) ? [rule.field, ...FIELDS] : FIELDS
  return (
    <Layout context={context} title={rule ? ruleName(rule) : 'New rule'}>
      <p class="back">
        <a href="/settings/routing">Call routing</a>
      </p>
      <PageHead title={rule ? ruleName(rule) : 'New rule'} />
      <SettingOutcome saved={false} problem={problem} />
      <form class="panel edit rule-form" method="post" action="/settings/routing/rule">
        <input type="hidden" name="version" value={version} />
        <input type="hidden" name="id" value={rule?.id ?? ''} />
        <label class="switch">
          <input type="checkbox" name="enabled" checked={rule?.enabled !== false} />
          <span>In use</span>
        </label>
        <label class="field">
          <span>Name</span>
          <input name="name" value={rule?.name ?? ''} maxLength={100} dir="auto" />
        </label>
        <div class="pair">
          <label class="field">
            <span>For</span>
            <select name="location">
              {RULE_LOCATIONS.map(each => (
                <option value={each} selected={each === kind} key={each}>
                  {LOCATION_WORDS[each]}
                </option>
              ))}
            </select>
          </label>
          <label class="field">
            <span>Number or menu</span>
            <input name="place" value={rule?.location?.value ?? ''} maxLength={60} dir="auto" />
          </label>
        </div>
        <label class="field">
          <span>Looks at</span>
          <select name="field">
            {fields.map(field => (
              <option value={field} selected={field === rule?.field} key={field}>
                {fieldWords(field)}
              </option>
            ))}
          </select>
        </label>
        <fieldset>
          <legend>The first line that fits decides</legend>
          {Array.from({ length: lines.length + FREE_LINES }, (_, at) => {
            const line = lines[at]
            const label = (what: string) => `${what}, line ${at + 1}`
            return (
              <div class="rule-line" key={at}>
                <select name="operator" aria-label={label('Comparison')}>
                  {RULE_OPERATORS.map(operator => (
                    <option
                      value={operator}
                      selected={operator === (line?.operator ?? 'equal')}
                      key={operator}
                    >
                      {OPERATOR_WORDS[operator]}
                    </option>
                  ))}
                </select>
                <input
                  name="value"
                  value={line?.value ?? ''}
                  maxLength={100}
                  placeholder="value"
                  aria-label={label('Value')}
                  dir="auto"
                />
                <span aria-hidden="true">→</span>
                <input
                  name="destination"
                  value={line?.destination ?? ''}
                  maxLength={60}
                  placeholder="extension, menu or number"
                  aria-label={label('Destination')}
                  dir="ltr"
                />
                <Afterwards of={line} label={label} />
              </div>
            )
          })}
        </fieldset>
        <fieldset>
          <legend>All others</legend>
          <div class="rule-line last">
            <input
              name="otherwise"
              value={rule?.default?.destination ?? ''}
              maxLength={60}
              placeholder="as the telephone system says"
              aria-label="Destination, all others"
              dir="ltr"
            />
            <Afterwards
              of={rule?.default}
              label={what => `${what}, all others`}
              names="otherwise"
            />
          </div>
        </fieldset>
        <div class="form-end">
          <button class="primary" type="submit">
            Save
          </button>
          <a class="button" href="/settings/routing">
            Cancel
          </a>
        </div>
      </form>
    </Layout>
  )
}

/** What becomes of a call that nobody answers there. */
function Afterwards(props: {
  of: { voicemail?: boolean; timeout?: number } | undefined
  label: (what: string) => string
  names?: 'otherwise'
}) {
  const { of, label, names } = props
  return (
    <>
      <select
        name={names ? 'otherwiseVoicemail' : 'voicemail'}
        aria-label={label('When nobody answers')}
      >
        <option value="no" selected={!of?.voicemail}>
          comes back
        </option>
        <option value="yes" selected={of?.voicemail === true}>
          voicemail
        </option>
      </select>
      <input
        name={names ? 'otherwiseTimeout' : 'timeout'}
        type="number"
        min={0}
        max={3600}
        value={of?.timeout ?? ''}
        placeholder="s"
        aria-label={label('Seconds of ringing')}
      />
    </>
  )
}
