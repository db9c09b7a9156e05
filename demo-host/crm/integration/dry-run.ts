import type { Engine } from '../../../js-shim/src/core/engine.js'
import type { Decision, IntegrationMatrix } from '../../../js-shim/src/core/rules.js'
import type { Call } from '../../../js-shim/src/types.js'
import { findClient } from '../data/clients.js'
import type { CrmData } from '../data/open-database.js'

/** What the matrix would do after a call that is over. */
export interface DryCall {
  call: Call
  who: string
  decision: Decision
}

/** What the matrix as it stands would do with calls that were, by what is known of the clients now. */
export async function dryRun(
  { data, engine, lastDigits }: { data: CrmData; engine: Engine; lastDigits: number },
  matrix: IntegrationMatrix,
  calls: readonly Call[],
): Promise<DryCall[]> {
  const runs: DryCall[] = []
  for (const call of calls) {
    const number = call.direction === 'outbound' ? call.to : call.from
    const client = await findClient(data, { number, lastDigits })
    const now = call.endedAt ?? Date.now()
    const decision = engine.decide({ call, client, matrix, moment: 'end', now })
    runs.push({ call, who: client.contact?.name ?? '', decision })
  }
  return runs
}
