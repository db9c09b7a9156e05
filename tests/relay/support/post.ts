import { Agent, request } from 'node:http'

export interface Posting {
  url: string
  body: string | Uint8Array
  /** A header with a list of values is sent as often. */
  headers?: Record<string, string | string[]>
  /** The loopback address that it comes from; the system's choice when absent. */
  from?: string
}

const agents = new Map<string, Agent>()

/** Posts a form from an address of one's choice and gives the answer's status. */
export async function post(posting: Posting): Promise<number> {
  return (await exchange(posting)).status
}

/** The same with the answer's text, over connections that are kept. */
export async function exchange({
  url,
  body,
  headers,
  from = '',
}: Posting): Promise<{ status: number; text: string }> {
  const agent = agents.get(from) ?? new Agent({ keepAlive: true, maxSockets: 32 })
  agents.set(from, agent)
  return new Promise((resolve, reject) => {
    const sent = request(url, {
      method: 'POST',
      agent,
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      ...(from !== '' && { localAddress: from }),
    })
    sent.on('error', reject).on('response', response => {
      let text = ''
      response
        .setEncoding('utf8')
        .on('data', chunk => {
          text += chunk
        })
        .on('end', () => resolve({ status: response.statusCode ?? 0, text }))
        .on('error', reject)
    })
    sent.end(body)
  })
}

/** Ends the connections that are kept. */
export function closeConnections(): void {
  for (const agent of agents.values()) agent.destroy()
  agents.clear()
}

/** Does `work` for each number up to `count`, a few at once. */
export async function inTurns(
  count: number,
  atOnce: number,
  work: (number: number) => Promise<void>,
): Promise<void> {
  let next = 0
  const worker = async () => {
    while (next < count) await work(next++)
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
}
