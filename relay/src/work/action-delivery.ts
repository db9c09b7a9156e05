import type { Action } from '../../../js-shim/src/core/rules.js'
import type { CrmPort, DoneAction } from '../crm-port.js'
import { callsWithDueActions, dueActions, madeIds, markDone } from '../store/actions.js'
import { findRecord } from '../store/calls.js'
import { decidedClient } from '../store/decisions.js'
import type { Commits } from '../store/group-commit.js'
import type { Store } from '../store/schema.js'
import { timeLimit } from '../time-limit.js'
import { type DueItem, DueWork } from './due-work.js'

const CARRY_OUT_TIMEOUT_MS = 10_000

interface CallWithWork extends DueItem {
  callId: string
}

interface Outcome {
  done: DoneAction[]
  /** Of each action's content as the CRM got it, by key. */
  versions: Map<string, number>
}

/** Brings the work of calls to the CRM, with their records, until it is done. */
export function actionDelivery(
  store: Store,
  commits: Commits,
  crm: CrmPort,
): DueWork<CallWithWork, Outcome> {
  return new DueWork<CallWithWork, Outcome>({
    due: async (after, limit) =>
      (await callsWithDueActions(store, after, limit)).map(({ callId, seq }) => ({
        callId,
        id: callId,
        order: seq,
      })),
    carry: async ({ callId }) => {
      const due = await dueActions(store, callId)
      const versions = new Map(due.map(({ action, version }) => [action.key, version]))
      const actions = await withMadeIds(store, due)
      const record = await findRecord(store, callId)
      const contact = (await decidedClient(store, callId))?.contact?.id ?? null
      const done = await timeLimit(CARRY_OUT_TIMEOUT_MS, async () =>
        crm.carryOut?.({ record, contact, actions }),
      )
      return { done: readAnswer(done, versions), versions }
    },
    done: async (_, { done, versions }) => {
      await commits.write(async within => {
        for (const each of done) await markDone(within, each, versions.get(each.key) ?? 0)
      })
    },
  })
}

/** What was made at an earlier time is named by its id. */
async function withMadeIds(store: Store, due: readonly { action: Action }[]): Promise<Action[]> {
  const wanted = due.flatMap(({ action }) => action.target?.madeBy ?? [])
  const made = await madeIds(store, wanted)
  return due.map(({ action }) => {
    const { target } = action
    const id = target?.madeBy === undefined ? undefined : made.get(target.madeBy)
    return target && id !== undefined ? { ...action, target: { ...target, id } } : action
  })
}

/** @throws When the CRM has not answered for every action. */
function readAnswer(answer: unknown, versions: ReadonlyMap<string, number>): DoneAction[] {
  const done = (Array.isArray(answer) ? answer : []).flatMap(
    ({ key, id, refused }): DoneAction[] =>
      versions.has(key)
        ? [
            {
              key,
              ...(id !== undefined && { id: String(id) }),
              ...(refused !== undefined && { refused: String(refused) }),
            },
          ]
        : [],
  )
  const missing = [...versions.keys()].find(key => !done.some(each => each.key === key))
  if (missing === undefined) return done
  throw new Error(`the CRM says nothing of ${missing}`)
}
