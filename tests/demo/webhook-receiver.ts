import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Received {
  fields: Record<string, string>
  signature: string
  contentType: string
}

/** A customer's server that writes down every webhook and answers what the test wishes. */
export async function webhookReceiver(
  answer: (fields: Record<string, string>) => { status?: number; body?: string } = () => ({}),
) {
  const received: Received[] = []
  const server = createServer((request, response) => {
    const echo = new URL(request.url ?? '/', 'http://x').searchParams.get('zd_echo')
    if (request.method === 'GET') return response.end(echo)
    let body = ''
    request.setEncoding('utf8')
    request.on('data', part => {
      body += part
    })
    request.on('end', () => {
      const fields = Object.fromEntries(new URLSearchParams(body))
      received.push({
        fields,
        signature: String(request.headers.signature),
        contentType: String(request.headers['content-type']),
      })
      const { status = 200, body: text = '{}' } = answer(fields)
      response.writeHead(status, { 'content-type': 'application/json' }).end(text)
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    events: () => received.map(({ fields }) => fields.event),
    close: () =>
      new Promise<void>(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
