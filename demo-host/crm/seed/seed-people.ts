import anyAscii from 'any-ascii'
import { continueKeys } from '../../../relay/src/store/growing-key.js'
import type { CrmData } from '../data/open-database.js'
import { searchText } from '../data/search-text.js'
import type { CompaniesTable, ContactsTable } from '../data/tables.js'
import { AGENTS, COUNTRIES, ROLES, type SeedCountry } from './countries.js'
import { exampleNumber, numberAt, rangesOf } from './fictional-numbers.js'
import type { Random } from './random.js'

/** Contacts of each company, in turn; 3.4 on average makes a little over 2,000. */
const STAFF = [3, 4, 2, 5, 3, 4, 3, 2, 4, 4]
const DAY = 86_400_000

type Company = Omit<CompaniesTable, 'id' | 'phone'> & { id: number; phone?: string }
type Person = Omit<ContactsTable, 'id'> & { id: number }
interface PersonNumber {
  contact_id: number
  label: string
  number: string
}
export interface People {
  companies: Company[]
  contacts: Person[]
  numbers: PersonNumber[]
}

/** The people of the fixed scene that README and tests speak of; the first ids are theirs. */
function fixedPeople(now: number): People {
  const company = { id: 1, name: 'Bakkerij Zonneveld', city: 'Amersfoort', country: 'NL' }
  const people = [
    { name: 'Anna de Jong', role: 'buyer', email: 'anna@bakkerij-zonneveld.example' },
    { name: 'Koen Zonneveld', role: 'owner', email: 'koen@bakkerij-zonneveld.example' },
    {
      name: 'Marijke Zonneveld',
      role: 'accounts payable',
      email: 'admin@bakkerij-zonneveld.example',
    },
  ]
  const switchboard = exampleNumber('NL', 'VOIP')
  return {
    companies: [
      {
        ...company,
        orders_eur: 84_250,
        search: searchText(company.name, company.city),
        created_at: now - 900 * DAY,
      },
    ],
    contacts: people.map((person, index) => ({
      ...person,
      id: index + 1,
      company_id: 1,
      responsible: '100',
      search: searchText(person.name, company.name, person.role, person.email),
      created_at: now - (900 - 40 * index) * DAY,
    })),
    numbers: [
      { contact_id: 1, label: 'mobile', number: exampleNumber('NL', 'MOBILE') },
      { contact_id: 2, label: 'work', number: switchboard },
      { contact_id: 3, label: 'work', number: switchboard },
    ],
  }
}

/** Companies and people of all countries, each number one that no subscriber can have. */
export function makePeople(random: Random, now: number): People {
  const people = fixedPeople(now)
  const names = new Set(people.companies.map(({ name }) => name))
  const places = new Map<object, number>()
  for (const country of COUNTRIES)
    for (let i = 0; i < country.companies; i++) addCompany(country, i)
  return people

  /** The next number of one of the country's ranges that nobody has yet. */
  function take(range: Parameters<typeof numberAt>[0]): string {
    const place = places.get(range) ?? 0
    places.set(range, place + 1)
    // 37 has no factor in common with any range's size, so that all are used before one repeats.
    return numberAt(range, place * 37)
  }

  function addCompany(country: SeedCountry, index: number): void {
    const ranges = rangesOf(country.country, 'landline')
    const range = ranges.length > 0 ? random.pick(ranges) : undefined
    const city = range?.city ?? random.pick(country.cities)
    const name = firmName(country, city)
    names.add(name)
    const id = people.companies.length + 1
    const created_at = now - random.between(20, 2200) * DAY
    people.companies.push({
      id,
      name,
      city,
      country: country.country,
      orders_eur: random.chance(0.2) ? 0 : random.between(12, 2400) * 125,
      search: searchText(name, city),
      created_at,
    })
    const staff = STAFF[id % STAFF.length] ?? 3
    const switchboard = range && take(range)
    const responsible = random.chance(0.85) ? country.agent : random.pick(AGENTS).extension
    for (let person = 0; person < staff; person++) {
      const contact = addPerson(country, { id, name }, responsible, created_at)
      const add = (label: string, number: string) =>
        people.numbers.push({ contact_id: contact, label, number })
      if (range !== undefined && switchboard !== undefined) {
        // A company's switchboard is on the cards of several colleagues: a real case for a call.
        if (person === 0 || random.chance(0.25)) add('switchboard', switchboard)
        if (person > 0 && random.chance(0.95)) add('work', take(range))
        const mobiles = rangesOf(country.country, 'mobile')
        if (mobiles.length > 0 && random.chance(0.3)) {
          const mobile = random.pick(mobiles)
          if ((places.get(mobile) ?? 0) <= mobile.last - mobile.first) add('mobile', take(mobile))
        }
      } else if (country.country !== 'NL' && person === 0) {
        // Where no range is kept free there are only the library's two examples to share.
        if (index === 0) add('mobile', exampleNumber(country.country, 'MOBILE'))
        else add('work', exampleNumber(country.country, 'FIXED_LINE'))
      }
    }
  }

  function firmName(country: SeedCountry, city: string): string {
    for (let attempt = 0; ; attempt++) {
      const name = random
        .pick(country.firms)
        .replaceAll('{c}', city)
        .replace(/\{f\}/g, () => random.pick(country.family))
      if (!names.has(name)) return name
      if (attempt > 20 && !names.has(`${name} (${city})`)) return `${name} (${city})`
    }
  }

  function addPerson(
    country: SeedCountry,
    company: { id: number; name: string },
    responsible: string,
    since: number,
  ): number {
    const id = people.contacts.length + 1
    const given = random.pick(country.given)
    const family = random.pick(country.family)
    const name = country.country === 'JP' ? `${family} ${given}` : `${given} ${family}`
    const role = random.pick(ROLES)
    const email = `${slug(given)}.${slug(family)}@${slug(company.name)}.example`
    people.contacts.push({
      id,
      name,
      company_id: company.id,
      role,
      email,
      responsible,
      search: searchText(name, company.name, role, email),
      created_at: Math.min(now - DAY, since + random.between(0, 300) * DAY),
    })
    return id
  }
}

function slug(text: string): string {
  const latin = anyAscii(text).toLowerCase()
  return latin.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '')
}

/** Writes people in large steps: the seeding happens on a person's first start. */
export async function storePeople({ db, engine }: CrmData, people: People): Promise<void> {
  for (const rows of chunks(people.companies))
    await db.insertInto('companies').values(rows).execute()
  for (const rows of chunks(people.contacts)) await db.insertInto('contacts').values(rows).execute()
  await continueKeys(db, 'companies', 'id')
  await continueKeys(db, 'contacts', 'id')
  for (const rows of chunks(people.numbers)) {
    const numbers = rows.map(({ contact_id, label, number }) => {
      const { e164, key } = engine.normalize(number, { country: 'NL' })
      return { contact_id, label, e164, key: BigInt(key) }
    })
    await db
      .insertInto('contact_numbers')
      .values(numbers)
      .onConflict(conflict => conflict.doNothing())
      .execute()
  }
}

/** Rows in portions that one statement can take. */
export function* chunks<T>(rows: T[], size = 500): Generator<T[]> {
  for (let i = 0; i < rows.length; i += size) yield rows.slice(i, i + size)
}
