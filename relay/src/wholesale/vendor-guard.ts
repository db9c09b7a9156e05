import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { DeskbellError } from '../../../js-shim/src/core/deskbell-error.js'

const SHORTEST_KEY_BYTES = 32

/** @throws TypeError when a key could be guessed. */
export function checkVendorKey(key: unknown): void {
  if (typeof key === 'string' && Buffer.byteLength(key) >= SHORTEST_KEY_BYTES) return
  throw new TypeError(`wholesale.key: a text of at least ${SHORTEST_KEY_BYTES} bytes is needed`)
}

const digest = (text: string) => createHash('sha256').update(text).digest()

/** For `onRequest`: lets only the vendor's own server past, by its bearer key. */
export function vendorGuard(key: string): (request: FastifyRequest) => Promise<void> {
  const right = digest(key)
  return async request => {
    const told = /^Bearer ([\x21-\x7e]{1,4096})$/i.exec(request.headers.authorization ?? '')?.[1]
    if (told === undefined || !timingSafeEqual(digest(told), right)) {
      throw new DeskbellError('unauthorized', 'the vendor’s key is needed')
    }
  }
}
