import type { Engine } from '../../../js-shim/src/core/engine.js'
import type { RuleMoment } from '../../../js-shim/src/core/lists.js'
import type { Action, Client, IntegrationMatrix } from '../../../js-shim/src/core/rules.js'
import type { Call } from '../../../js-shim/src/types.js'
import { sameJson } from './compare.js'
import type { ReplayFile } from './replay-file.js'

/** A decision of the file, made again by today's engine. */
export interface Decided {
  moment: RuleMoment
  row: string
  /** What today's engine makes of it, with what became of it then. */
  work: { action: Action; state: 'due' | 'done' | 'refused' | 'new'; refused?: string }[]
  differences: string[]
}

/** @param callAfter the call as it was after the event with that place in the log */
export function decideAgain(
  engine: Pick<Engine, 'decide'>,
  { decisions = [], work = [] }: ReplayFile,
  callAfter: (seq: number) => Call | null,
): Decided[] {
  return decisions.flatMap(decision => {
    const { moment, row, seq } = decision
    const call = callAfter(seq)
    if (!call) return []
    const client = decision.client as Client
    const matrix = decision.matrix as IntegrationMatrix
    const now = call.endedAt ?? call.answeredAt ?? call.offeredAt ?? 0
    const request = { call, client, matrix, moment, now, ...(row !== '' && { row }) }
    const { row: chosen, actions } = engine.decide(request)
    const differences: string[] = []
    if (chosen !== row) differences.push(`today’s engine chooses the row ${chosen || 'none'}`)
    for (const { action } of work) {
      const known = actions.some(({ key }) => key === action.key)
      if (action.row === row && !known) differences.push(`today’s engine does not ${action.type}`)
    }
    const again = actions.map(action => {
      const then = work.find(each => each.action.key === action.key)
      if (!then) differences.push(`today’s engine adds ${action.type}`)
      else if (!alike(action, then.action as Action)) {
        differences.push(`today’s engine fills ${action.type} otherwise`)
      }
      const { state = 'new' as const, refused } = then ?? {}
      return { action, state, ...(refused !== undefined && { refused }) }
    })
    return [{ moment, row: chosen, work: again, differences }]
  })
}

/** When work is due may count from the time of the decision, which is not told. */
function alike({ dueAt: _, ...today }: Action, { dueAt: __, ...then }: Action): boolean {
  return sameJson(today, then)
}
