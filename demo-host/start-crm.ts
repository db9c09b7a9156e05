import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Fastify from 'fastify'
import type { Engine } from '../js-shim/src/core/engine.js'
import { loadEngine } from '../js-shim/src/core/load-engine.js'
import { createRelay, signAgentToken } from '../relay/src/index.js'
import { createCrm } from './crm/create-crm.js'
import { type CrmData, openDatabase } from './crm/data/open-database.js'
import { readSettings } from './crm/data/settings.js'
import { deskbellCrmPort } from './crm/deskbell-crm-port.js'
import { seed } from './crm/seed/seed.js'
import type { DemoSecrets } from './demo-secrets.js'
import { firstSettings } from './first-settings.js'

export interface CrmStartOptions {
  /** 0 takes a free one. */
  port?: number
  /** Where the two SQLite files are, the CRM's own and the relay's, unless `database` is given. */
  directory: string
  /** `postgres://user@host/name` for the tables of both, each in a schema of its own. */
  database?: string
  secrets: DemoSecrets
  /** Of the telephone system. */
  apiUrl: string
  /** Where the built plugin is; `dist/web` of this repository when absent. */
  webDirectory?: string
  engine?: Engine
  /** How much the server says about itself; nothing when absent. */
  logLevel?: string
}

export interface RunningCrm {
  url: string
  /** Where the telephone system shall send its webhooks. */
  webhook: string
  data: CrmData
  close(): Promise<void>
}

/** Starts the demo CRM with its relay, on one port of the loopback interface. */
export async function startCrm(options: CrmStartOptions): Promise<RunningCrm> {
  const { directory, database, secrets, apiUrl } = options
  const engine = options.engine ?? (await loadEngine())
  const data = await openDatabase(database ?? join(directory, 'crm.sqlite'), engine)
  await seed(data)
  const { country, timeZone } = await readSettings(data)
  const relay = await createRelay({
    database: database ?? join(directory, 'relay.sqlite'),
    engine,
    crm: deskbellCrmPort(data),
    country,
    zadarma: {
      key: secrets.zadarmaKey,
      secret: secrets.zadarmaSecret,
      apiUrl,
      webhookToken: secrets.webhookToken,
      timeZone,
    },
    tokenSecret: secrets.tokenSecret,
  })
  await firstSettings(relay, data, engine)
  const webhookPath = `/deskbell/webhooks/zadarma/${secrets.webhookToken}`

  const app = Fastify({
    // A running stream must not keep the demo from ending.
    forceCloseConnections: true,
    logger: options.logLevel
      ? {
          level: options.logLevel,
          serializers: {
            // The webhook's token stands in its address and must not stand in a log.
            req: ({ method, url }) => ({
              method,
              url: url.replaceAll(secrets.webhookToken, '[token]'),
            }),
          },
        }
      : false,
  })
  await app.register(relay.plugin, { prefix: '/deskbell' })
  await app.register(
    createCrm({
      data,
      engine,
      signToken: agent => signAgentToken(secrets.tokenSecret, agent),
      replays: relay,
      settings: relay.settings,
      telephone: { key: secrets.zadarmaKey, secret: secrets.zadarmaSecret, apiUrl, webhookPath },
      webDirectory: options.webDirectory ?? fileURLToPath(new URL('../dist/web/', import.meta.url)),
    }),
  )
  await app.listen({ host: '127.0.0.1', port: options.port ?? 0 })
  const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`

  return {
    url,
    webhook: url + webhookPath,
    data,
    async close() {
      await app.close()
      await relay.close()
      await data.db.destroy()
    },
  }
}
