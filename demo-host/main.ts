import { renameSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { AGENTS } from './crm/seed/countries.js'
import { demoSecrets } from './demo-secrets.js'
import { spawnPbx } from './spawn-pbx.js'
import { startCrm } from './start-crm.js'

function port(name: string, usual: number): number {
  const text = process.env[name] ?? String(usual)
  const value = Number(text)
  if (!Number.isInteger(value) || value < 0 || value > 65_535)
    throw new Error(`${name}=${text}: a port is a number from 0 to 65535`)
  return value
}

/** The whole demo: CRM with relay in this process, the telephone system beside it. */
async function main(): Promise<void> {
  const directory = resolve(process.env.DESKBELL_DATA ?? '.deskbell')
  const secrets = demoSecrets(directory)
  const pbx = await spawnPbx({
    key: secrets.zadarmaKey,
    secret: secrets.zadarmaSecret,
    port: port('PBX_PORT', 4701),
    extensions: AGENTS.slice(0, 3).map(({ extension }) => extension),
  })
  const crm = await startCrm({
    port: port('PORT', 4700),
    directory,
    database: process.env.DESKBELL_DATABASE,
    secrets,
    apiUrl: pbx.url,
    logLevel: process.env.LOG_LEVEL ?? 'warn',
  }).catch(async problem => {
    await pbx.close()
    throw problem
  })

  let ending = false
  const end = async (code: number) => {
    if (ending) return
    ending = true
    await pbx.close()
    await crm.close()
    process.exit(code)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => end(0))
  pbx.gone.then(() => {
    if (ending) return
    console.error('The simulated telephone system ended; so does the demo.')
    end(1)
  })

  if (!(await pbx.setWebhook(crm.webhook)))
    throw new Error('the webhook address did not pass the echo check')
  const file = join(directory, 'demo.json')
  const addresses = { crm: crm.url, pbx: pbx.url, webhook: crm.webhook }
  writeFileSync(`${file}.new`, JSON.stringify(addresses, null, 2), { mode: 0o600 })
  renameSync(`${file}.new`, file)
  console.log(
    `Ready: ${crm.url} (open it, then let it ring: npm run call -- +31612345678). Ctrl-C ends it.`,
  )
}

main().catch(problem => {
  const taken = problem?.code === 'EADDRINUSE' || /EADDRINUSE/.test(problem?.message ?? '')
  const advice = taken ? ' Choose others: PORT=0 PBX_PORT=0 npm start.' : ''
  console.error(`The demo did not start: ${problem?.message ?? problem}.${advice}`)
  process.exit(1)
})
