import { createHmac } from 'node:crypto'
import { secretsEqual } from '../secrets-equal.js'

/** base64 of the lower-case hex HMAC-SHA1: how Zadarma's servers sign. */
export function hexSignature(secret: string, text: string | Buffer): string {
  return Buffer.from(createHmac('sha1', secret).update(text).digest('hex')).toString('base64')
}

/** base64 of the digest itself: how the vendor's own TypeScript library signs. */
export function rawSignature(secret: string, text: string | Buffer): string {
  return createHmac('sha1', secret).update(text).digest('base64')
}

/**
 * Whether `given` signs a webhook in one of the two spellings.
 * @param signedText - As the engine decodes it: one character (U+0000 to U+00FF) for each byte.
 */
export function signatureMatches(secret: string, signedText: string, given: unknown): boolean {
  if (typeof given !== 'string') return false
  const bytes = Buffer.from(signedText, 'latin1')
  // Both are always computed and compared, so that the time is the same for every answer.
  const asHex = secretsEqual(given, hexSignature(secret, bytes))
  const asRaw = secretsEqual(given, rawSignature(secret, bytes))
  return asHex || asRaw
}
