import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import type { CrmOptions } from './crm-options.js'
import { showNumber } from './data/contact-numbers.js'
import { writeSettings } from './data/settings.js'
import { parameter } from './list-routes.js'
import { type Facts, SettingsPage, type Telephony } from './pages/settings-page.js'
import { pageContext, sendPage } from './send-page.js'

/** Countries from which a customer can be, in the order of the list. */
const COUNTRIES =
  'AE AT AU BE CA CH DE DK EG ES FI FR GB IE IT JP MA NL NO NZ PL PT SE UA US ZA'.split(' ')

/** The admin's page. */
export function settingsRoutes(app: FastifyInstance, options: CrmOptions): void {
  const { data } = options

  app.get('/settings', async (request, reply) => {
    const context = await pageContext(data, request)
    const facts = await factsOf(options)
    const origin = `${request.protocol}://${request.host}`
    const telephony = await telephonyOf(options, origin)
    const saved = parameter(request.query, 'saved') === '1'
    return sendPage(
      reply,
      <SettingsPage {...{ context, facts, telephony, countries: COUNTRIES, saved }} />,
    )
  })

  app.post('/settings', async (request, reply) => {
    const form = request.body ?? {}
    const country = parameter(form, 'country')
    const customer = parameter(form, 'customer')
    await writeSettings(data, {
      deskbell: parameter(form, 'deskbell') === 'on',
      ...(COUNTRIES.includes(country) && { country }),
      ...(customer !== '' && { customer: customer.slice(0, 80) }),
    })
    return reply.redirect('/settings?saved=1', 303)
  })
}

async function factsOf({ data, engine }: CrmOptions): Promise<Facts> {
  const count = async (table: 'contacts' | 'companies' | 'calls') => {
    const { rows } = await sql<{
      n: number
    }>`select count(*) as n from ${sql.table(table)}`.execute(data.db)
    return rows[0]?.n ?? 0
  }
  const numbers = await data.db.selectFrom('contact_numbers').select('e164').execute()
  const seen = numbers.map(({ e164 }) => showNumber(data, e164))
  const last = await data.db
    .selectFrom('calls')
    .select(eb => eb.fn.max('offered_at').as('at'))
    .executeTakeFirst()
  return {
    contacts: await count('contacts'),
    companies: await count('companies'),
    calls: await count('calls'),
    numbers: numbers.length,
    countries: new Set(seen.filter(({ valid }) => valid).map(({ country }) => country)).size,
    invalid: seen.filter(({ valid }) => !valid).length,
    lastCallAt: last?.at ?? null,
    engine: engine.version?.engine ?? '',
    metadata: engine.version?.metadata ?? '',
  }
}

async function telephonyOf(options: CrmOptions, origin: string): Promise<Telephony | null> {
  const { telephone, webDirectory } = options
  if (telephone === undefined) return null
  // Any answer will do, also 'not authorized': it says that somebody is there.
  const reachable = await fetch(`${telephone.apiUrl}/v1/info/timezone/`, {
    signal: AbortSignal.timeout(1500),
  }).then(
    () => true,
    () => false,
  )
  return {
    webhook: origin + telephone.webhookPath,
    api: telephone.apiUrl,
    reachable,
    built: existsSync(join(webDirectory, 'deskbell.js')),
  }
}
