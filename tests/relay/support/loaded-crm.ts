// The demo CRM with its relay and many contacts in its database, in a process of its own. Prints the
// webhooks' address when it is ready. Contact number i has the number +3161 followed by i.
import { type RawBuilder, sql } from 'kysely'
import { startCrm } from '../../../demo-host/start-crm.js'

const [directory = '', count = '', zadarmaSecret = '', webhookToken = ''] = process.argv.slice(2)
const crm = await startCrm({
  directory,
  apiUrl: 'http://127.0.0.1:9',
  secrets: {
    zadarmaKey: 'key',
    zadarmaSecret,
    webhookToken,
    tokenSecret: 'a secret of this test, thirty-two bytes or more',
  },
})
const run = (statement: RawBuilder<unknown>) => statement.execute(crm.data.db)
const numbers = sql.raw(
  `with recursive n(i) as (select 1 union all select i + 1 from n where i < ${Number(count)})`,
)
await run(sql`insert into contacts (id, name, role, email, search, created_at, responsible)
  ${numbers} select 1000000 + i, 'Contact ' || i, '', '', 'contact ' || i, 0,
  case i % 2 when 0 then '101' else '102' end from n`)
// Every tenth is stored without its country, as the last nine digits only find it.
await run(sql`insert into contact_numbers (contact_id, label, e164, key)
  ${numbers} select 1000000 + i, 'mobile', '+' || number, number from
  (select i, case i % 10 when 0 then 610000000 + i else 31610000000 + i end as number from n)`)
await run(sql`analyze`)
process.stdout.write(`${crm.webhook}\n`)
