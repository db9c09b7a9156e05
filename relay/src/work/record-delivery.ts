import type { CrmPort } from '../crm-port.js'
import { type DueRecord, dueRecords, markSaved } from '../store/calls.js'
import type { Commits } from '../store/group-commit.js'
import type { Store } from '../store/schema.js'
import { timeLimit } from '../time-limit.js'
import { type DueItem, DueWork } from './due-work.js'

const SAVE_TIMEOUT_MS = 10_000

/** Brings records to the CRM until it has them. */
export function recordDelivery(
  store: Store,
  commits: Commits,
  crm: CrmPort,
): DueWork<DueItem & DueRecord> {
  return new DueWork({
    due: async (after, limit) =>
      (await dueRecords(store, after, limit)).map(record => ({
        ...record,
        id: record.callId,
        order: record.recordSeq,
      })),
    carry: ({ record }) => timeLimit(SAVE_TIMEOUT_MS, () => crm.saveCall(record)),
    done: ({ callId, recordSeq }) => commits.write(within => markSaved(within, callId, recordSeq)),
  })
}
