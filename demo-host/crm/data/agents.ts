import { prepared } from '../../../relay/src/store/prepared.js'
import type { CrmData } from './open-database.js'

export interface Agent {
  extension: string
  name: string
  email: string
}

const selectAgents = prepared((db: CrmData['db'], _: object) =>
  db.selectFrom('agents').select(['extension', 'name', 'email']).orderBy('extension'),
)

export function listAgents({ db }: CrmData): Promise<Agent[]> {
  return selectAgents(db, {})
}
