import Fastify from 'fastify'
import { createCrm } from '../../demo-host/crm/create-crm.js'
import type { TelephoneAccount } from '../../demo-host/crm/crm-options.js'
import { openDatabase } from '../../demo-host/crm/data/open-database.js'
import { seed } from '../../demo-host/crm/seed/seed.js'
import { loadEngine } from '../../js-shim/src/core/load-engine.js'
import type { CallRecord } from '../../js-shim/src/types.js'
import { testDatabase } from '../support/databases.js'

/** A seeded CRM on a free port, without a relay; the engine is the real one. */
export async function crmServer(telephone?: TelephoneAccount) {
  const engine = await loadEngine()
  const database = await testDatabase()
  const data = await openDatabase(database.address, engine)
  await seed(data)
  const app = Fastify({ forceCloseConnections: true })
  await app.register(
    createCrm({
      data,
      engine,
      telephone,
      signToken: async ({ extension }) => `token-of-${extension}`,
      webDirectory: '/nowhere',
    }),
  )
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  const send = (path: string, init: RequestInit & { as?: string } = {}) =>
    fetch(url + path, {
      redirect: 'manual',
      ...init,
      headers: {
        ...(init.method && init.method !== 'GET' && { origin: url }),
        ...(typeof init.body === 'string' && { 'content-type': 'application/json' }),
        ...(init.as && { cookie: `kompas_agent=${init.as}` }),
        ...init.headers,
      },
    })
  return {
    url,
    data,
    engine,
    send,
    json: async (path: string, method = 'GET', body?: unknown) => {
      const response = await send(path, {
        method,
        ...(body !== undefined && { body: JSON.stringify(body) }),
      })
      const text = await response.text()
      return { status: response.status, body: text === '' ? null : JSON.parse(text) }
    },
    form: (path: string, fields: Record<string, string> | [string, string][], as?: string) =>
      send(path, { method: 'POST', body: new URLSearchParams(fields), as }),
    page: async (path: string, as?: string) => (await send(path, { as })).text(),
    close: async () => {
      await app.close()
      await data.db.destroy()
      await database.close()
    },
  }
}

/** A record as the plugin sends it, with some of its facts. */
export function record(facts: Partial<CallRecord>): CallRecord {
  return {
    callId: 'in_test',
    provider: 'zadarma',
    direction: 'inbound',
    from: '+31612345678',
    to: '+31101234567',
    line: '+31101234567',
    agent: '100',
    offeredAt: 1_800_000_000_000,
    answeredAt: null,
    endedAt: null,
    ringSeconds: null,
    talkSeconds: null,
    outcome: null,
    contact: null,
    recordingUrl: '',
    note: '',
    tracking: {},
    ...facts,
  }
}
