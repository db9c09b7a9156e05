import { openDatabase } from '../../../relay/src/store/database.js'
import { dueCounts } from '../../../relay/src/store/due-counts.js'
import type { RelayUnderTest } from './relay-under-test.js'
import { until } from './until.js'

/** Waits until the CRMs have everything. */
export async function settled(relay: RelayUnderTest): Promise<void> {
  // Not by `rows`: that keeps this process, and the relay in it, from its work.
  const outside = await openDatabase(relay.database.address)
  try {
    await until(async () => {
      const { decisions, actions, records } = await dueCounts(outside)
      return decisions + actions + records === 0
    }, 'the CRM has everything')
  } finally {
    await outside.destroy()
  }
}
