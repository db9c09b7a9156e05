import type { FastifyInstance } from 'fastify'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { dueCounts } from '../store/due-counts.js'
import type { Database } from '../store/schema.js'

// A webhook's answer is waited for by a caller; a second is far too long.
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]

/** What a relay counts, for Prometheus: no tenant, no number and no name is in it. */
export class Metrics {
  readonly #registry = new Registry()
  readonly #requests: Histogram<'method' | 'route' | 'status'>
  readonly #events: Counter

  /** @param streams - How many are open. */
  constructor(database: Database, streams: () => number) {
    const registers = [this.#registry]
    collectDefaultMetrics({ register: this.#registry })
    this.#requests = new Histogram({
      name: 'deskbell_request_seconds',
      help: 'Requests and webhooks until their answer, without streams',
      labelNames: ['method', 'route', 'status'],
      buckets: SECONDS,
      registers,
    })
    this.#events = new Counter({
      name: 'deskbell_events_total',
      help: 'New events that this relay has stored',
      registers,
    })
    new Gauge({
      name: 'deskbell_streams',
      help: 'Open streams of this relay',
      registers,
      collect() {
        this.set(streams())
      },
    })
    new Gauge({
      name: 'deskbell_due',
      help: 'What the CRMs do not have yet, of all relays on the database',
      labelNames: ['kind'],
      registers,
      async collect() {
        const counts = await dueCounts(database)
        for (const [kind, count] of Object.entries(counts)) this.set({ kind }, count)
      },
    })
  }

  /** Counts what is answered in `scope`. */
  watch(scope: FastifyInstance): void {
    scope.addHook('onResponse', async (request, reply) => {
      const { url: route = 'unknown', method } = request.routeOptions
      if (route.endsWith('/stream')) return
      const labels = { method: String(method), route, status: String(reply.statusCode) }
      this.#requests.observe(labels, reply.elapsedTime / 1000)
    })
  }

  countEvent(): void {
    this.#events.inc()
  }

  get contentType(): string {
    return this.#registry.contentType
  }

  text(): Promise<string> {
    return this.#registry.metrics()
  }
}
