import type { Agent } from '../data/agents.js'
import type { CrmData } from '../data/open-database.js'
import type { CrmSettings } from '../data/settings.js'

/** What every page needs to know of whoever looks at it. */
export interface PageContext {
  data: CrmData
  agent: Agent
  agents: Agent[]
  settings: CrmSettings
  /** Path and query of the request, to come back to. */
  path: string
  /** Open tasks of the agent that are due. */
  tasksDue: number
}
