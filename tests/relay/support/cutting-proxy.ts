import { connect, createServer, type Server, type Socket } from 'node:net'

/** Stands between a relay and its PostgreSQL server, and can cut a connection at the worst moment. */
export class CuttingProxy {
  readonly #server: Server
  readonly #sockets = new Set<Socket>()
  #cuts = 0
  /** How many connections were cut. */
  cut = 0

  private constructor(port: number) {
    this.#server = createServer(client => {
      const server = connect(port, '127.0.0.1')
      let doomed = false
      for (const socket of [client, server]) {
        this.#sockets.add(socket)
        socket.on('close', () => {
          client.destroy()
          server.destroy()
        })
        socket.on('error', () => {})
      }
      // Not the `synchronous_commit` with which a connection begins.
      client.on('data', data => {
        if (this.#cuts > 0 && data.includes('commit\0')) {
          this.#cuts--
          doomed = true
        }
        server.write(data)
      })
      server.on('data', data => {
        if (!doomed) return void client.write(data)
        this.cut++
        client.destroy()
      })
    })
  }

  /** @param address of the database; `proxied` is the same through this proxy. */
  static async open(address: string): Promise<{ proxy: CuttingProxy; proxied: string }> {
    const url = new URL(address)
    const proxy = new CuttingProxy(Number(url.port))
    await new Promise<void>(resolve => proxy.#server.listen(0, '127.0.0.1', resolve))
    const bound = proxy.#server.address()
    url.port = String(typeof bound === 'object' ? bound?.port : '')
    return { proxy, proxied: url.href }
  }

  /** The answers of the next `times` commits are lost, though the commits are done. */
  loseAnswers(times: number): void {
    this.#cuts = times
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy()
    await new Promise(resolve => this.#server.close(resolve))
  }
}
