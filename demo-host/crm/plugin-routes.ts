import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import type { DeskbellConfig } from '../../js-shim/src/config.js'
import type { CrmOptions } from './crm-options.js'
import { readSettings } from './data/settings.js'
import { LINES } from './seed/seed-work.js'
import { signedIn } from './session.js'

/** What a customer's server does for Deskbell: serves its files and says who is signed in. */
export async function pluginRoutes(app: FastifyInstance, options: CrmOptions): Promise<void> {
  const { data, webDirectory } = options

  app.get('/deskbell/config', async (request, reply) => {
    reply.header('cache-control', 'no-store')
    const { deskbell, country } = await readSettings(data)
    if (!deskbell) return { enabled: false }
    const { agent } = await signedIn(data, request)
    const config: DeskbellConfig = {
      enabled: true,
      agent: { id: agent.extension, name: agent.name, extension: agent.extension },
      country,
      lines: { [LINES.sales]: 'Sales', [LINES.export]: 'Export desk' },
      relay: '/deskbell',
      token: await options.signToken(agent),
    }
    return config
  })

  await app.register(fastifyStatic, {
    root: new URL('./public/', import.meta.url),
    wildcard: false,
    cacheControl: false,
    setHeaders: reply => {
      reply.setHeader('cache-control', 'no-cache')
    },
  })
  app.get('/deskbell.js', (_, reply) => reply.sendFile('deskbell.js', webDirectory))
  app.get<{ Params: { '*': string } }>('/deskbell/assets/*', (request, reply) =>
    reply.sendFile(`deskbell/assets/${request.params['*']}`, webDirectory),
  )
}
