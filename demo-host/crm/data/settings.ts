import type { CrmData } from './open-database.js'

export interface CrmSettings {
  /** The admin's switch: load Deskbell or do not. */
  deskbell: boolean
  /** The customer's own country, assumed for numbers without a country code. */
  country: string
  /** IANA zone in which the customer lives and the telephone system writes times. */
  timeZone: string
  customer: string
}

const DEFAULTS: CrmSettings = {
  deskbell: true,
  country: 'NL',
  timeZone: 'Europe/Amsterdam',
  customer: 'Veldkamp Bakery Machines',
}

export async function readSettings({ db }: CrmData): Promise<CrmSettings> {
  const rows = await db.selectFrom('settings').selectAll().execute()
  const stored = Object.fromEntries(rows.map(({ name, value }) => [name, JSON.parse(value)]))
  return { ...DEFAULTS, ...stored }
}

export async function writeSettings({ db }: CrmData, changes: Partial<CrmSettings>): Promise<void> {
  for (const [name, setting] of Object.entries(changes)) {
    const value = JSON.stringify(setting)
    await db
      .insertInto('settings')
      .values({ name, value })
      .onConflict(conflict => conflict.column('name').doUpdateSet({ value }))
      .execute()
  }
}
