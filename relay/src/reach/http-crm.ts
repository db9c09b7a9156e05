import type { CrmPort } from '../crm-port.js'
import { NotReached, type Reach } from './reach.js'

/** A CRM that is asked over HTTP, for a relay that runs alone. */
export interface HttpCrmOptions {
  /** What the functions' names are put behind: `https://crm.example/deskbell` → `…/findClient`. */
  url: string
  /** Sent as bearer token: the CRM knows by it that the relay asks. */
  secret: string
  /** Whether it does work (`carryOut`) or takes records only. */
  carriesOut?: boolean
}

// Whoever asks gives up sooner where it matters.
const TIMEOUT_MS = 10_000

/** The port as `POST <url>/<function>` with the argument as JSON; the answer is JSON in `answer`. */
export function httpCrm(
  { url, secret, carriesOut = false }: HttpCrmOptions,
  reach: Reach,
): CrmPort {
  const ask = async (name: string, argument: unknown): Promise<unknown> => {
    const { status, text } = await reach.request(`${url.replace(/\/+$/, '')}/${name}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
      body: JSON.stringify(argument),
      timeoutMs: TIMEOUT_MS,
    })
    if (status < 200 || status > 299) throw new NotReached(`${name}: ${status}`)
    return text === '' ? undefined : JSON.parse(text).answer
  }
  const asked =
    <Answer>(name: string) =>
    (argument: unknown) =>
      ask(name, argument) as Promise<Answer>
  const list =
    <Item>(name: string) =>
    async () => {
      const answer = await ask(name, {})
      if (!Array.isArray(answer)) throw new TypeError(`${name}: no list`)
      return answer as Item[]
    }
  return {
    findClient: asked('findClient'),
    saveCall: async record => void (await ask('saveCall', record)),
    ...(carriesOut && { carryOut: asked('carryOut') }),
    listUsers: list('listUsers'),
    listFields: list('listFields'),
  }
}
