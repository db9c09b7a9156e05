import type { AddressInfo } from 'node:net'
import { loadEngine } from '../../js-shim/src/core/load-engine.js'
import { createRelay } from '../../relay/src/index.js'
import { logOptions } from '../../relay/src/operations/log-options.js'
import { CommandError } from '../command-error.js'
import type { RelayConfig } from './relay-config.js'

/** Runs the relay alone until it is told to end. */
export async function runRelay(config: RelayConfig): Promise<number> {
  const { host, port, prefix, trustProxy, logLevel, logPersonal, tenant, ...options } = config
  // Where it is mounted by a host's server, that server brings it.
  const { default: Fastify } = await import('fastify').catch(() => {
    throw new CommandError('fastify is needed to run the relay alone: npm install fastify', 1)
  })
  const ending = new Promise<void>(resolve => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
  const relay = await createRelay({ ...tenant, ...options, engine: await loadEngine() }).catch(
    problem => {
      throw new CommandError(`The relay did not start: ${problem.message}`, 1)
    },
  )
  const server = Fastify({
    logger: logOptions(logLevel, logPersonal),
    forceCloseConnections: true,
    ...(trustProxy && { trustProxy }),
  })
  await server.register(relay.plugin, { prefix })
  await server.listen({ host, port })
  const bound = server.server.address() as AddressInfo
  process.stderr.write(`Ready: http://${host}:${bound.port}${prefix}\n`)
  await ending
  await server.close()
  await relay.close()
  return 0
}
