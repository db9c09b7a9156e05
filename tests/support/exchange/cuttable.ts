import type { AddressInfo } from 'node:net'
import { connect, createServer, type Socket } from 'node:net'

/** A way to a server that can be cut. */
export interface CuttableWay {
  /** `ws://` address of the way. */
  url: string
  /** Connections that were made since the start. */
  readonly made: number
  /** Breaks all connections, as a pulled cable is noticed in the end. */
  cut(): void
  /** Says a text to everybody who is connected, as if the server had. */
  say(text: string): void
  close(): Promise<void>
}

export async function cuttable(target: string): Promise<CuttableWay> {
  const port = Number(new URL(target).port)
  const sockets = new Set<Socket>()
  const pages = new Set<Socket>()
  let made = 0
  const server = createServer(near => {
    made += 1
    pages.add(near)
    near.on('close', () => pages.delete(near))
    const far = connect(port, '127.0.0.1')
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket)
      socket.pipe(other)
      socket.on('error', () => {})
      socket.on('close', () => {
        sockets.delete(socket)
        other.destroy()
      })
    }
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const cut = () => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get made() {
      return made
    },
    cut,
    say(text) {
      for (const page of pages) page.write(frameOf(Buffer.from(text)))
    },
    close() {
      cut()
      return new Promise(resolve => server.close(() => resolve()))
    },
  }
}

/** A server's text message (RFC 6455). */
function frameOf(text: Buffer): Buffer {
  const short = text.length < 126
  const head = Buffer.alloc(short ? 2 : 4)
  head[0] = 0x81
  head[1] = short ? text.length : 126
  if (!short) head.writeUInt16BE(text.length, 2)
  return Buffer.concat([head, text])
}
