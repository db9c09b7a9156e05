import formbody from '@fastify/formbody'
import type { FastifyPluginAsync } from 'fastify'
import { apiRoutes } from './api-routes.js'
import { cleanUpRoutes } from './clean-up-routes.js'
import { companyRoutes } from './company-routes.js'
import { contactRoutes } from './contact-routes.js'
import type { CrmOptions } from './crm-options.js'
import { integrationRoutes } from './integration-routes.js'
import { listRoutes } from './list-routes.js'
import { pluginRoutes } from './plugin-routes.js'
import { recordingRoutes } from './recordings.js'
import { replayRoutes } from './replay-routes.js'
import { routingRoutes } from './routing-routes.js'
import { isOwnPage, securityHeaders } from './security.js'
import { settingsRoutes } from './settings-routes.js'
import { statisticsRoutes } from './statistics-routes.js'

/** The CRM as one Fastify plugin: its pages, its API, and what embeds Deskbell. */
export function createCrm(options: CrmOptions): FastifyPluginAsync {
  return async app => {
    app.addHook('onRequest', async (request, reply) => {
      securityHeaders(reply)
      if (!isOwnPage(request))
        return reply
          .code(403)
          .send({ error: { code: 'unauthorized', detail: 'not from a page of this CRM' } })
    })
    await app.register(async api => apiRoutes(api, options))
    await app.register(async pages => {
      await pages.register(formbody, { bodyLimit: 64 * 1024 })
      listRoutes(pages, options)
      contactRoutes(pages, options)
      settingsRoutes(pages, options)
      cleanUpRoutes(pages, options)
      companyRoutes(pages, options)
      recordingRoutes(pages, options)
      statisticsRoutes(pages, options)
      const { settings } = options
      if (settings) {
        integrationRoutes(pages, { ...options, settings })
        routingRoutes(pages, { ...options, settings })
      }
    })
    await app.register(async pages => replayRoutes(pages, options))
    await pluginRoutes(app, options)
  }
}
