import type {
  ActionType,
  Answerer,
  Assignee,
  CallDirection,
  CallResult,
  ClientKind,
  RuleMoment,
} from '../../../js-shim/src/core/lists.js'
import type { ActionTemplate, MatrixRow } from '../../../js-shim/src/core/rules.js'

export const MOMENT_WORDS: Record<RuleMoment, string> = {
  ringing: 'When it rings',
  answer: 'When it is answered',
  end: 'After the call',
}

export const DIRECTION_WORDS: Record<CallDirection, string> = {
  inbound: 'incoming',
  outbound: 'outgoing',
  internal: 'internal',
}

export const RESULT_WORDS: Record<CallResult, string> = {
  answered: 'answered',
  missed: 'missed',
  voicemail: 'voicemail',
}

export const CLIENT_WORDS: Record<ClientKind, string> = {
  new_client: 'new client',
  contact: 'known, nothing open',
  contact_with_open: 'known, something open',
}

export const ANSWERER_WORDS: Record<Answerer, string> = {
  responsible: 'by who is responsible',
  another: 'by another',
  unassigned: 'by nobody’s extension',
}

export const ACTION_WORDS: Record<ActionType, string> = {
  create_contact: 'create a contact',
  create_company: 'create a company',
  create_lead: 'create a lead',
  create_deal: 'create a deal',
  create_ticket: 'create a ticket',
  complete_task: 'note a done task',
  open_task: 'give a task',
  make_responsible: 'make responsible',
  update_fields: 'fill the fields',
  callback_request: 'ask for a callback',
  message: 'tell',
}

export const ASSIGNEE_WORDS: Record<Assignee, string> = {
  responsible: 'who is responsible',
  contact_responsible: 'the contact’s responsible',
  lead_responsible: 'the lead’s responsible',
  deal_responsible: 'the deal’s responsible',
  ticket_responsible: 'the ticket’s responsible',
  answered_by: 'who answered',
  senior_manager: 'the senior manager',
  named: 'a colleague',
}

const many = <Of>(value: Of | Of[] | undefined): Of[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value]

/** What a row asks of a call, as its checked boxes. */
export const conditionsOf = ({ when = {} }: MatrixRow) => ({
  direction: many(when.direction),
  outcome: many(when.outcome),
  client: many(when.client),
  answeredBy: many(when.answeredBy),
})

const isKnown = (client: readonly ClientKind[]) =>
  client.length === 2 && !client.includes('new_client')

/** `incoming · missed · new client` */
export function whenWords(row: MatrixRow): string {
  const { direction, outcome, client, answeredBy } = conditionsOf(row)
  const words = [
    direction.map(each => DIRECTION_WORDS[each]),
    outcome.map(each => RESULT_WORDS[each]),
    isKnown(client) ? ['known client'] : client.map(each => CLIENT_WORDS[each]),
    answeredBy.map(each => ANSWERER_WORDS[each]),
  ]
  return (
    words
      .filter(each => each.length > 0)
      .map(each => each.join(' or '))
      .join(' · ') || 'every call'
  )
}

/** `give a task: “Call back {client}”, to who answered` */
export function actionWords(
  action: ActionTemplate,
  nameOf: (user: string) => string = user => user,
): string {
  const { type, assignee = 'responsible', user = '', text } = action
  const who = assignee === 'named' ? nameOf(user) : ASSIGNEE_WORDS[assignee]
  return `${ACTION_WORDS[type]}${text ? `: “${text}”` : ''}, to ${who}`
}
