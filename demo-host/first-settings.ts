import type { Engine } from '../js-shim/src/core/engine.js'
import type { Relay } from '../relay/src/index.js'
import { listAgents } from './crm/data/agents.js'
import type { CrmData } from './crm/data/open-database.js'

/** What an admin would set up first: whose extension is whose, and who gets what is nobody's. */
export async function firstSettings(relay: Relay, data: CrmData, engine: Engine): Promise<void> {
  const { settings } = relay
  if ((await settings.get('matrix')).version > 0) return
  const agents = await listAgents(data)
  const staff = agents.map(({ extension, name }) => ({ id: extension, name, extension }))
  await settings.put('matrix', {
    ...engine.presetMatrix('recommended'),
    settings: { staff, seniorManager: agents[0]?.extension ?? '', board: 'Calls' },
  })
}
