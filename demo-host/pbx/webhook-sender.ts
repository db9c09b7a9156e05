import type { PbxAccount } from './pbx-account.js'
import type { SimCall } from './sim-call.js'
import { signature, signedText } from './zadarma-signing.js'

/** Milliseconds; the caller hears ringing meanwhile, so a telephone system does not wait long. */
const PATIENCE = 5000
/** Characters of an answer that are kept in the log. */
const KEPT = 2000

/**
 * Sends one webhook and writes into the call's log what was sent and what came back. A failure is
 * logged and not repeated: whether the vendor repeats is not documented.
 * @returns the answer's JSON object, or `{}` when there was none.
 */
export async function sendWebhook(
  account: PbxAccount,
  call: SimCall,
  fields: Record<string, string>,
  what: string,
): Promise<Record<string, unknown>> {
  if (account.webhookUrl === '') {
    call.log({ what, sent: fields, answer: { error: 'no webhook address is set' } })
    return {}
  }
  try {
    const response = await fetch(account.webhookUrl, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { signature: signature(signedText(fields), account.secret, account.spelling) },
      signal: AbortSignal.timeout(PATIENCE),
      redirect: 'error',
    })
    const body = await response.text()
    call.log({ what, sent: fields, answer: { status: response.status, body: body.slice(0, KEPT) } })
    return response.ok ? jsonObject(body) : {}
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    call.log({ what, sent: fields, answer: { error: reason } })
    return {}
  }
}

/** The vendor's check of a new address: it must print the value back. */
export async function checkWebhook(url: string): Promise<boolean> {
  const value = String(Math.floor(Math.random() * 1e9))
  const address = new URL(url)
  address.searchParams.set('zd_echo', value)
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(PATIENCE) })
    return response.ok && (await response.text()).trim() === value
  } catch {
    return false
  }
}

function jsonObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : {}
  } catch {
    return {}
  }
}
