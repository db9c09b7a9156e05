import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Engine } from '../../js-shim/src/core/engine.js'
import { newestOfAll } from './store/all-events.js'
import type { Database } from './store/schema.js'

/** For whoever watches the relay: 200 while the database answers, else 503. */
export function healthRoute(engine: Engine, database: Database): FastifyPluginAsyncTypebox {
  return async scope => {
    scope.get('/health', async () => {
      await newestOfAll(database)
      return { status: 'ok', version: engine.version }
    })
  }
}
