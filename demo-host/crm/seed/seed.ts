import type { CrmData } from '../data/open-database.js'
import { AGENTS } from './countries.js'
import { takeOverPhones } from './old-phones.js'
import { Random } from './random.js'
import { makePeople, storePeople } from './seed-people.js'
import { storeWork } from './seed-work.js'

/** Any number would do; it stays, so that everybody's demo has the same people. */
const SEED = 20260102

/** Fills an empty CRM in one step, so that a start that is killed leaves it empty, not half full. */
export async function seed(data: CrmData, now = Date.now()): Promise<boolean> {
  const known = await data.db.selectFrom('agents').select('extension').executeTakeFirst()
  if (known !== undefined) return false
  const random = new Random(SEED)
  const people = makePeople(random, now)
  await data.db.transaction().execute(async db => {
    const within = { ...data, db }
    const email = (name: string) =>
      `${name.toLowerCase().replaceAll(' ', '.')}@veldkamp-machines.example`
    const agents = AGENTS.map(agent => ({ ...agent, email: email(agent.name) }))
    await db.insertInto('agents').values(agents).execute()
    takeOverPhones(data.engine, people)
    await storePeople(within, people)
    await storeWork(within, people, random, now)
  })
  return true
}
