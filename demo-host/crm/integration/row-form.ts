import { randomUUID } from 'node:crypto'
import type {
  ActionType,
  Answerer,
  Assignee,
  CallDirection,
  CallResult,
  ClientKind,
  EntityType,
  RuleMoment,
} from '../../../js-shim/src/core/lists.js'
import type {
  ActionTemplate,
  IntegrationMatrix,
  MatrixRow,
} from '../../../js-shim/src/core/rules.js'
import { parameter } from '../list-routes.js'

/** Actions of a row that a form may have. */
export const MOST_ACTIONS = 20

function checked<Of extends string>(form: unknown, name: string): Of[] {
  const value = (form as Record<string, string | string[] | undefined>)[name]
  return (Array.isArray(value) ? value : value ? [value] : []).slice(0, MOST_ACTIONS) as Of[]
}

function readAction(form: unknown, at: number): ActionTemplate[] {
  const text = (name: string) => parameter(form, `${name}${at}`)
  const type = text('type') as ActionType | ''
  if (type === '') return []
  const assignee = text('assignee') as Assignee
  const due = text('due')
  return [
    {
      type,
      ...(assignee && assignee !== 'responsible' && { assignee }),
      ...(assignee === 'named' && { user: text('user') }),
      ...(text('on') && { on: text('on') as EntityType }),
      ...(text('text') && { text: text('text') }),
      ...(due && { dueMinutes: Number(due) }),
      ...(text('board') && { board: text('board') }),
      ...(text('recording') === 'on' && { recording: true }),
      ...(text('tracking') === 'on' && { tracking: true }),
    },
  ]
}

/** What a form says of a row, unchecked: the engine says what is wrong with it. */
export function readRowForm(form: unknown): MatrixRow {
  const when = {
    direction: checked<CallDirection>(form, 'direction'),
    outcome: checked<CallResult>(form, 'outcome'),
    client: checked<ClientKind>(form, 'client'),
    answeredBy: checked<Answerer>(form, 'answeredBy'),
  }
  const note = parameter(form, 'note')
  return {
    id: parameter(form, 'id') || randomUUID(),
    ...(parameter(form, 'enabled') !== 'on' && { enabled: false }),
    ...(note && { note }),
    moment: parameter(form, 'moment') as RuleMoment,
    when: Object.fromEntries(Object.entries(when).filter(([, all]) => all.length > 0)),
    actions: Array.from({ length: MOST_ACTIONS }, (_, at) => readAction(form, at)).flat(),
  }
}

/** Who gets what is nobody's, and by when; what the form has no field for stays. */
export function withCompany(matrix: IntegrationMatrix, form: unknown): IntegrationMatrix {
  const text = (name: string) => parameter(form, name)
  const due = text('dueMinutes')
  return {
    ...matrix,
    updateOnly: text('updateOnly') === 'on',
    settings: {
      ...matrix.settings,
      seniorManager: text('seniorManager'),
      outgoingAgent: text('outgoingAgent'),
      dueMinutes: due === '' ? undefined : Number(due),
      board: text('board'),
    },
  }
}
