import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type RunningCrm, startCrm } from '../../demo-host/start-crm.js'
import { type Fields, sign, ZADARMA_SECRET } from '../relay/support/zadarma-notice.js'

export interface DemoCrm extends RunningCrm {
  /** Sends a webhook of Zadarma's. */
  tell(fields: Fields, signature?: string): Promise<Response>
}

/** The demo CRM with its relay, in this process and on files of its own, which go when it is closed. */
export async function startDemoCrm(): Promise<DemoCrm> {
  const directory = await mkdtemp(join(tmpdir(), 'deskbell-demo-crm-'))
  const crm = await startCrm({
    directory,
    // No telephone system is there: nothing dials.
    apiUrl: 'http://127.0.0.1:9',
    secrets: {
      zadarmaKey: 'key',
      zadarmaSecret: ZADARMA_SECRET,
      webhookToken: 'webhook-token-of-this-test',
      tokenSecret: 'a secret of this test, thirty-two bytes or more',
    },
  })
  return {
    ...crm,
    tell: (fields, signature = sign(fields)) =>
      fetch(crm.webhook, {
        method: 'POST',
        headers: { signature },
        body: new URLSearchParams(fields),
      }),
    async close() {
      await crm.close()
      await rm(directory, { recursive: true })
    },
  }
}
