import type { RuleLocation, RuleOperator } from '../../../js-shim/src/core/lists.js'
import type { RoutingRule } from '../../../js-shim/src/core/rules.js'

export const OPERATOR_WORDS: Record<RuleOperator, string> = {
  equal: 'is',
  not_equal: 'is not',
  less: 'is less than',
  less_or_equal: 'is at most',
  greater: 'is more than',
  greater_or_equal: 'is at least',
  contains: 'contains',
}

export const LOCATION_WORDS: Record<RuleLocation, string> = {
  anywhere: 'Every call',
  line: 'Calls to the number',
  menu: 'Calls in the voice menu',
}

/** The field that stands for digits that the caller typed. */
export const TYPED = 'dtmf'

export const fieldWords = (field: string): string =>
  field === TYPED ? 'typed digits' : field.replaceAll('_', ' ')

type RuleLine = NonNullable<RoutingRule['lines']>[number]

/** `status is GOLD → 700`. */
export const lineWords = (field: string, { operator, value, destination }: RuleLine): string =>
  `${fieldWords(field)} ${OPERATOR_WORDS[operator]} ${value || 'empty'} → ${destination}`

export const ruleName = ({ name, field }: RoutingRule): string => name || `by ${fieldWords(field)}`
