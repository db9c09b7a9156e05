import type { Engine } from '../../../js-shim/src/core/engine.js'
import type { NormalizedNumber } from '../../../js-shim/src/types.js'
import { exampleNumber } from './fictional-numbers.js'
import { Random } from './random.js'
import type { People } from './seed-people.js'

/** Its own, so that everybody else's names and numbers stay as they are. */
const SEED = 20260103

/** What people typed into the system before this one: each takes a number and writes it somehow. */
const SPELLINGS: readonly ((number: NormalizedNumber) => string)[] = [
  ({ national }) => national,
  ({ national }) => national.replaceAll(/[ ()]+/g, '-').replace(/^-/, ''),
  ({ national }) => national.replaceAll(/\D/g, ''),
  ({ national }) => national.replace(' ', ' / '),
  ({ international }) => international,
  ({ international }) => international.replace('+', '00'),
  ({ international }) => international.replaceAll(' ', '.'),
  ({ international }) => `tel. ${international}`,
  ({ national }) => national.replaceAll(' ', '\u00a0'),
  ({ e164 }) => e164,
]

/** The same, where something is wrong: a person has to look at these. */
const MISTAKES: readonly ((number: NormalizedNumber) => string)[] = [
  ({ national }) => national.slice(0, -3),
  ({ national }) => `${national} (after 2 pm)`,
  ({ national }) => `${national} ext. 12`,
  ({ national, international }) => `${national} or ${international}`,
  () => 'see e-mail',
  () => 'unknown',
]

/** Gives most companies a switchboard, in the spellings that a clean-up finds. */
export function takeOverPhones(engine: Pick<Engine, 'normalize'>, people: People): void {
  const random = new Random(SEED)
  const companyOf = new Map(people.contacts.map(({ id, company_id }) => [id, company_id]))
  const switchboards = new Map<number, string>()
  for (const { contact_id, label, number } of people.numbers) {
    const company = companyOf.get(contact_id)
    if (label !== 'mobile' && typeof company === 'number' && !switchboards.has(company))
      switchboards.set(company, number)
  }
  for (const company of people.companies) {
    company.phone = ''
    if (random.chance(0.08)) continue
    const number = switchboards.get(company.id) ?? exampleNumber(company.country, 'FIXED_LINE')
    const read = engine.normalize(number)
    const spellings = random.chance(0.07) ? MISTAKES : SPELLINGS
    const typed = read.valid ? random.pick(spellings)(read) : number
    // A number that was cut short may be somebody's in countries with numbers of many lengths.
    const found = engine.normalize(typed, { country: company.country })
    company.phone = found.valid && found.e164 !== read.e164 ? 'unknown' : typed
  }
}
