import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { readAddress } from './address.js'
import { NEWS_CHANNEL, type News } from './tell-news.js'

const CONNECT_TIMEOUT_MS = 3000
const RECONNECT_MS = 1000

/** Hears, on PostgreSQL, that some relay has added events or changed a tenant, over a connection of its own. */
export class StoreNews {
  readonly #url: string | null
  readonly #onNews: (what: News | null) => void
  readonly #closed = new AbortController()
  #running: Promise<void> | null = null

  /** @param onNews - Given `null` when news of any kind may have been missed. */
  constructor(database: string, onNews: (what: News | null) => void) {
    const address = readAddress(database)
    this.#url = address.kind === 'postgres' ? address.url : null
    this.#onNews = onNews
  }

  start(): void {
    if (this.#url !== null) this.#running = this.#listen(this.#url)
  }

  async close(): Promise<void> {
    this.#closed.abort()
    await this.#running
  }

  async #listen(url: string): Promise<void> {
    const { signal } = this.#closed
    const closed = new Promise<void>(resolve => {
      signal.addEventListener('abort', () => resolve(), { once: true })
    })
    while (!signal.aborted) {
      const client = new pg.Client({
        connectionString: url,
        application_name: 'deskbell',
        connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
        query_timeout: CONNECT_TIMEOUT_MS,
        keepAlive: true,
      })
      const gone = new Promise<void>(resolve => client.once('end', resolve))
      client.on('error', () => {})
      client.on('notification', ({ payload }) => this.#onNews(payload as News))
      try {
        await client.connect()
        await client.query(`listen ${NEWS_CHANNEL}`)
        this.#onNews(null)
        await Promise.race([gone, closed])
      } catch {
        // The server is away: tried again below.
      }
      // Never while it connects: a client that is ended then may stay open for good.
      await client.end().catch(() => {})
      await sleep(RECONNECT_MS, undefined, { signal }).catch(() => {})
    }
  }
}
