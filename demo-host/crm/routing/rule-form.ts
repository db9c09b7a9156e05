import { randomUUID } from 'node:crypto'
import {
  RULE_LOCATIONS,
  RULE_OPERATORS,
  type RuleLocation,
  type RuleOperator,
} from '../../../js-shim/src/core/lists.js'
import type { RoutingRule } from '../../../js-shim/src/core/rules.js'
import { parameter } from '../list-routes.js'

/** Lines of a rule that a form may have. */
const MOST_LINES = 200

/** Every value of a form's field, in order. */
function parameters(form: unknown, name: string): string[] {
  const value = (form as Record<string, string | string[] | undefined>)[name]
  const all = Array.isArray(value) ? value : value === undefined ? [] : [value]
  return all.slice(0, MOST_LINES).map(each => each.trim())
}

function destination(to: string, voicemail: string, timeout: string) {
  return {
    destination: to,
    ...(voicemail === 'yes' && { voicemail: true }),
    ...(timeout !== '' && { timeout: Number(timeout) }),
  }
}

/** What a form says of a rule, unchecked: the engine says what is wrong with it. */
export function readRuleForm(form: unknown): RoutingRule {
  const text = (name: string) => parameter(form, name)
  const kind = text('location') as RuleLocation
  const [operators, values, destinations, voicemails, timeouts] = [
    'operator',
    'value',
    'destination',
    'voicemail',
    'timeout',
  ].map(name => parameters(form, name)) as [string[], string[], string[], string[], string[]]
  const lines = destinations.flatMap((to, at) => {
    const value = values[at] ?? ''
    // A row that nobody wrote anything into.
    if (to === '' && value === '') return []
    const operator = operators[at] as RuleOperator
    return [
      {
        operator: RULE_OPERATORS.includes(operator) ? operator : 'equal',
        ...(value !== '' && { value }),
        ...destination(to, voicemails[at] ?? '', timeouts[at] ?? ''),
      },
    ]
  })
  const otherwise = text('otherwise')
  return {
    id: text('id') || randomUUID(),
    ...(text('name') && { name: text('name') }),
    enabled: text('enabled') === 'on',
    field: text('field'),
    ...(RULE_LOCATIONS.includes(kind) &&
      kind !== 'anywhere' && { location: { kind, value: text('place') } }),
    lines,
    ...(otherwise && {
      default: destination(otherwise, text('otherwiseVoicemail'), text('otherwiseTimeout')),
    }),
  }
}
