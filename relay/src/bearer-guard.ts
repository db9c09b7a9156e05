import type { FastifyRequest } from 'fastify'
import { DeskbellError } from '../../js-shim/src/core/deskbell-error.js'
import { secretsEqual } from './secrets-equal.js'

/**
 * For `onRequest`: lets only whoever knows the secret past, as a bearer token.
 *
 * @param needed - told to everybody else: what is needed
 */
export function bearerGuard(
  secret: string,
  needed: string,
): (request: FastifyRequest) => Promise<void> {
  return async request => {
    const told = /^Bearer (.{1,4096})$/i.exec(request.headers.authorization ?? '')?.[1] ?? ''
    if (!secretsEqual(told, secret)) throw new DeskbellError('unauthorized', needed)
  }
}
