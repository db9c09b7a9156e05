import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/** Zadarma signs the hex text of the digest, not its bytes; its own TypeScript library the bytes. */
export type SignatureSpelling = 'hex' | 'raw'

/** The fields of each webhook that its signature covers, in order. */
const SIGNED_FIELDS: Record<string, readonly string[]> = {
  NOTIFY_START: ['caller_id', 'called_did', 'call_start'],
  NOTIFY_IVR: ['caller_id', 'called_did', 'call_start'],
  NOTIFY_INTERNAL: ['caller_id', 'called_did', 'call_start'],
  NOTIFY_END: ['caller_id', 'called_did', 'call_start'],
  NOTIFY_ANSWER: ['caller_id', 'destination', 'call_start'],
  NOTIFY_OUT_START: ['internal', 'destination', 'call_start'],
  NOTIFY_OUT_END: ['internal', 'destination', 'call_start'],
  NOTIFY_RECORD: ['pbx_call_id', 'call_id_with_rec'],
}

/** The text that the signature of a webhook with these fields covers. */
export function signedText(fields: Record<string, string>): string {
  return (SIGNED_FIELDS[fields.event ?? ''] ?? []).map(name => fields[name] ?? '').join('')
}

/** What stands in the header `Signature`, or after the key in `Authorization`. */
export function signature(
  text: string,
  secret: string,
  spelling: SignatureSpelling = 'hex',
): string {
  const digest = createHmac('sha1', secret).update(text)
  return spelling === 'raw'
    ? digest.digest('base64')
    : Buffer.from(digest.digest('hex')).toString('base64')
}

/** The text that an API request's signature covers: path, sorted parameters, their MD5. */
export function requestText(path: string, parameters: Record<string, string>): string {
  const query = phpQuery(parameters)
  return path + query + createHash('md5').update(query).digest('hex')
}

/** Whether an `Authorization` header of the form `key:signature` belongs to this request. */
export function isAuthorized(
  header: string | undefined,
  request: { path: string; parameters: Record<string, string> },
  account: { key: string; secret: string },
): boolean {
  const colon = header?.lastIndexOf(':') ?? -1
  if (header === undefined || colon < 0 || header.slice(0, colon).trim() !== account.key)
    return false
  const expected = Buffer.from(
    signature(requestText(request.path, request.parameters), account.secret),
  )
  const given = Buffer.from(header.slice(colon + 1).trim())
  return given.length === expected.length && timingSafeEqual(given, expected)
}

/** As PHP's `http_build_query(…, PHP_QUERY_RFC1738)` writes it, which the vendor's server uses. */
function phpQuery(parameters: Record<string, string>): string {
  const sorted = Object.keys(parameters).sort()
  const query = new URLSearchParams(sorted.map(name => [name, parameters[name] ?? '']))
  return query.toString().replaceAll('*', '%2A')
}
