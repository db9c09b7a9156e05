import type { CrmField } from '../../../js-shim/src/core/rules.js'

const MARKS = ['utm_source', 'utm_medium', 'utm_campaign', 'utm_content', 'utm_term']

/** The CRM's fields beside name and numbers, as an admin finds them when mapping. */
export const CRM_FIELDS: readonly CrmField[] = [
  { entity: 'contact', name: 'status', type: 'text' },
  { entity: 'contact', name: 'customer_number', type: 'text' },
  { entity: 'contact', name: 'first_line', type: 'text' },
  { entity: 'contact', name: 'orders', type: 'number' },
  { entity: 'company', name: 'source', type: 'text' },
  { entity: 'ticket', name: 'line', type: 'text' },
  { entity: 'deal', name: 'source', type: 'text' },
  { entity: 'lead', name: 'source', type: 'text' },
  ...(['contact', 'ticket', 'lead', 'deal'] as const).flatMap(entity =>
    MARKS.map(name => ({ entity, name, type: 'text' })),
  ),
]
