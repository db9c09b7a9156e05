import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Engine } from '../../js-shim/src/core/engine.js'
import { newestSeq } from './store/events.js'
import type { Store } from './store/schema.js'

/** For whoever watches the relay: 200 while the database answers, else 503. */
export function healthRoute(engine: Engine, store: Store): FastifyPluginAsyncTypebox {
  return async scope => {
    scope.get('/health', async () => {
      await newestSeq(store)
      return { status: 'ok', version: engine.version }
    })
  }
}
