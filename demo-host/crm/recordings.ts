import { createHash, createHmac } from 'node:crypto'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { toneWav } from '../pbx/tone-wav.js'
import type { CrmOptions, TelephoneAccount } from './crm-options.js'
import { recordingOf } from './data/calls.js'

/** Bytes; an hour of telephone sound is about 60 MB. */
const LONGEST = 64 * 1024 * 1024
const PATIENCE_MS = 15_000

/**
 * The sound of a call, through this server: the provider's links expire, and the page may only load
 * from its own origin.
 */
export function recordingRoutes(app: FastifyInstance, { data, telephone }: CrmOptions): void {
  app.get<{ Params: { callId: string } }>('/recordings/:callId', async (request, reply) => {
    const source = await recordingOf(data, request.params.callId)
    const sample = /^\/sample-recordings\/(\d{1,4})\.wav$/.exec(source)
    if (sample) return reply.type('audio/wav').send(toneWav(Number(sample[1])))
    const id = /^zadarma:([\d.]{3,60})$/.exec(source)?.[1]
    if (id === undefined || telephone === undefined) return reply.code(404).send('no recording')
    return relayRecording(telephone, id, reply)
  })
}

async function relayRecording(account: TelephoneAccount, id: string, reply: FastifyReply) {
  try {
    const link = await recordingLink(account, id)
    const sound = await fetch(link, {
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    const type = sound.headers.get('content-type') ?? ''
    const length = Number(sound.headers.get('content-length') ?? 0)
    if (!sound.ok || !type.startsWith('audio/') || length > LONGEST)
      return reply.code(502).send('the telephone system has no such recording')
    return reply.type(type).send(Buffer.from(await sound.arrayBuffer()))
  } catch {
    return reply.code(502).send('the telephone system does not answer')
  }
}

/** Asks Zadarma for a link to the recording; only one to Zadarma itself is followed. */
async function recordingLink(account: TelephoneAccount, id: string): Promise<URL> {
  const path = '/v1/pbx/record/request/'
  const query = new URLSearchParams({ call_id: id, format: 'json' }).toString()
  const digest = createHash('md5').update(query).digest('hex')
  const mac = createHmac('sha1', account.secret)
    .update(path + query + digest)
    .digest('hex')
  const response = await fetch(`${account.apiUrl}${path}?${query}`, {
    headers: { authorization: `${account.key}:${Buffer.from(mac).toString('base64')}` },
    redirect: 'error',
    signal: AbortSignal.timeout(PATIENCE_MS),
  })
  const answer = (await response.json()) as { link?: unknown }
  const link = new URL(String(answer.link))
  if (link.origin !== new URL(account.apiUrl).origin) throw new Error('a link to somewhere else')
  return link
}
