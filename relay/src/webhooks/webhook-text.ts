import { isUtf8 } from 'node:buffer'

/**
 * A webhook's body as text without losing a byte: a sender's text that is not UTF-8 (a caller id in
 * an old encoding) still has to be verified. Its bytes beyond ASCII become the escapes that a form
 * may have had for them in the first place.
 */
export function webhookText(body: Buffer): string {
  if (isUtf8(body)) return body.toString('utf8')
  const escaped = (byte: string) => `%${byte.charCodeAt(0).toString(16)}`
  return body.toString('latin1').replace(/[\x80-\xff]/g, escaped)
}
