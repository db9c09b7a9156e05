// A relay in a process of its own, to be killed. Prints its address when it listens.
import Fastify from 'fastify'
import { loadEngine } from '../../../js-shim/src/core/load-engine.js'
import { createRelay } from '../../../relay/src/index.js'

const [database = '', webhookToken = '', secret = '', tokenSecret = ''] = process.argv.slice(2)
const relay = await createRelay({
  database,
  engine: await loadEngine(),
  crm: { findClient: async () => ({}), saveCall: async () => {} },
  country: 'NL',
  zadarma: { key: 'key', secret, apiUrl: 'http://127.0.0.1:9', webhookToken, timeZone: 'UTC' },
  tokenSecret,
})
const server = Fastify()
await server.register(relay.plugin)
process.stdout.write(`${await server.listen({ host: '127.0.0.1', port: 0 })}\n`)
