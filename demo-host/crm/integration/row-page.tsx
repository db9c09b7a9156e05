import type { ComponentChildren } from 'preact'
import {
  ACTION_TYPES,
  ANSWERERS,
  ASSIGNEES,
  CALL_DIRECTIONS,
  CALL_RESULTS,
  CLIENT_KINDS,
  ENTITY_TYPES,
  RULE_MOMENTS,
} from '../../../js-shim/src/core/lists.js'
import type { ActionTemplate, MatrixRow } from '../../../js-shim/src/core/rules.js'
import { Layout, PageHead } from '../pages/layout.js'
import type { PageContext } from '../pages/page-context.js'
import { SettingOutcome } from '../pages/setting-outcome.js'
import {
  ACTION_WORDS,
  ANSWERER_WORDS,
  ASSIGNEE_WORDS,
  CLIENT_WORDS,
  conditionsOf,
  DIRECTION_WORDS,
  MOMENT_WORDS,
  RESULT_WORDS,
  whenWords,
} from './words.js'

/** Actions of the form that are free to be chosen. */
const FREE_ACTIONS = 2

interface RowPageProps {
  context: PageContext
  /** `null` for a new one. */
  row: MatrixRow | null
  version: number
  problem: string
}

/** One row: for which calls, and what shall be done. */
export function RowPage({ context, row, version, problem }: RowPageProps) {
  const title = row ? row.note || whenWords(row) : 'New row'
  const when = row ? conditionsOf(row) : { direction: [], outcome: [], client: [], answeredBy: [] }
  const actions = row?.actions ?? []
  return (
    <Layout context={context} title={title}>
      <p class="back">
        <a href="/settings/integration">What calls lead to</a>
      </p>
      <PageHead title={title} />
      <SettingOutcome saved={false} problem={problem} />
      <form class="panel edit rule-form" method="post" action="/settings/integration/row">
        <input type="hidden" name="version" value={version} />
        <input type="hidden" name="id" value={row?.id ?? ''} />
        <label class="switch">
          <input type="checkbox" name="enabled" checked={row?.enabled !== false} />
          <span>In use</span>
        </label>
        <div class="pair">
          <label class="field">
            <span>Note</span>
            <input name="note" value={row?.note ?? ''} maxLength={200} dir="auto" />
          </label>
          <label class="field">
            <span>Moment</span>
            <select name="moment">
              {RULE_MOMENTS.map(moment => (
                <option value={moment} selected={moment === (row?.moment ?? 'end')} key={moment}>
                  {MOMENT_WORDS[moment]}
                </option>
              ))}
            </select>
          </label>
        </div>
        <fieldset class="conditions">
          <legend>For calls that are</legend>
          <Boxes name="direction" all={CALL_DIRECTIONS} words={DIRECTION_WORDS} {...{ when }} />
          <Boxes name="outcome" all={CALL_RESULTS} words={RESULT_WORDS} {...{ when }} />
          <Boxes name="client" all={CLIENT_KINDS} words={CLIENT_WORDS} {...{ when }} />
          <Boxes name="answeredBy" all={ANSWERERS} words={ANSWERER_WORDS} {...{ when }} />
          <small>Nothing checked in a line: all of them.</small>
        </fieldset>
        <fieldset>
          <legend>Do this, in order</legend>
          {Array.from({ length: actions.length + FREE_ACTIONS }, (_, at) => (
            <ActionFields context={context} action={actions[at]} at={at} key={at} />
          ))}
          <small>
            In texts: {'{client} {name} {number} {agent} {duration} {outcome}'} and others of the
            call.
          </small>
        </fieldset>
        <div class="form-end">
          <button class="primary" type="submit">
            Save
          </button>
          <a class="button" href="/settings/integration">
            Cancel
          </a>
        </div>
      </form>
    </Layout>
  )
}

function Boxes<Name extends string>(props: {
  name: string
  all: readonly Name[]
  words: Record<Name, string>
  when: Record<string, readonly string[]>
}) {
  const { name, all, words, when } = props
  return (
    <div class="boxes">
      {all.map(each => (
        <label class="switch" key={each}>
          <input type="checkbox" name={name} value={each} checked={when[name]?.includes(each)} />
          <span>{words[each]}</span>
        </label>
      ))}
    </div>
  )
}

function ActionFields(props: {
  context: PageContext
  action: ActionTemplate | undefined
  at: number
}) {
  const { context, action, at } = props
  const label = (what: string) => `${what}, action ${at + 1}`
  const select = (name: string, words: string, options: ComponentChildren) => (
    <select name={`${name}${at}`} aria-label={label(words)}>
      {options}
    </select>
  )
  return (
    <div class="action-fields">
      {select('type', 'What', [
        <option value="" key="">
          –
        </option>,
        ...ACTION_TYPES.map(type => (
          <option value={type} selected={type === action?.type} key={type}>
            {ACTION_WORDS[type]}
          </option>
        )),
      ])}
      <input
        name={`text${at}`}
        value={action?.text ?? ''}
        maxLength={200}
        placeholder="text"
        aria-label={label('Text')}
        dir="auto"
      />
      {select(
        'assignee',
        'To whom',
        ASSIGNEES.map(each => (
          <option value={each} selected={each === (action?.assignee ?? 'responsible')} key={each}>
            {ASSIGNEE_WORDS[each]}
          </option>
        )),
      )}
      {select('user', 'Colleague', [
        <option value="" key="">
          which colleague
        </option>,
        ...context.agents.map(({ extension, name }) => (
          <option value={extension} selected={extension === action?.user} key={extension}>
            {name}
          </option>
        )),
      ])}
      {select('on', 'On', [
        <option value="" key="">
          on what matters most
        </option>,
        ...ENTITY_TYPES.map(each => (
          <option value={each} selected={each === action?.on} key={each}>
            on the {each}
          </option>
        )),
      ])}
      <input
        name={`due${at}`}
        type="number"
        min={0}
        max={525_600}
        value={action?.dueMinutes ?? ''}
        placeholder="due, minutes"
        aria-label={label('Due, minutes')}
      />
      <input
        name={`board${at}`}
        value={action?.board ?? ''}
        maxLength={100}
        placeholder="board"
        aria-label={label('Board')}
        dir="auto"
      />
      <div class="boxes">
        <label class="switch">
          <input type="checkbox" name={`recording${at}`} checked={action?.recording === true} />
          <span>with the recording</span>
        </label>
        <label class="switch">
          <input type="checkbox" name={`tracking${at}`} checked={action?.tracking === true} />
          <span>with the marks (UTM)</span>
        </label>
      </div>
    </div>
  )
}
