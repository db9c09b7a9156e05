import type { CrmData } from './open-database.js'

export interface Agent {
  extension: string
  name: string
  email: string
}

export function listAgents({ db }: CrmData): Promise<Agent[]> {
  return db.selectFrom('agents').selectAll().orderBy('extension').execute()
}
