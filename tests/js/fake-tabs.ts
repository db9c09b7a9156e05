import type { TabTools } from '../../js-shim/src/tabs/shared-line.js'

interface Waiting {
  granted: () => unknown
  resolve: (value: unknown) => void
  reject: (reason: unknown) => void
  signal?: AbortSignal | undefined
}

/** The Web Locks and Broadcast Channels of one browser, as far as Deskbell uses them. */
export class FakeBrowser {
  readonly #held = new Map<string, Waiting>()
  readonly #queues = new Map<string, Waiting[]>()
  readonly #channels = new Map<string, Set<FakeChannel>>()
  readonly #pages = new Map<EventTarget, FakeChannel[]>()
  /** Origin that messages claim to come from. */
  origin = 'https://crm.example'

  /** `page` fires what a window does. */
  tools(page = new EventTarget()): TabTools {
    const opened: FakeChannel[] = []
    this.#pages.set(page, opened)
    return {
      page,
      visible: () => true,
      browser: name => `browser of ${name}`,
      locks: { request: this.#request.bind(this) as unknown as LockManager['request'] },
      channel: name => {
        const channel = this.openChannel(name)
        opened.push(channel)
        return channel as unknown as BroadcastChannel
      },
      origin: 'https://crm.example',
    }
  }

  openChannel(name: string): FakeChannel {
    const channels = this.#channels.get(name) ?? new Set()
    this.#channels.set(name, channels)
    const channel: FakeChannel = {
      onmessage: null,
      postMessage: data => {
        // Cloned at once, delivered later, as a browser does.
        const copy = structuredClone(data)
        const { origin } = this
        for (const other of channels) {
          if (other === channel) continue
          setTimeout(() => channels.has(other) && other.onmessage?.({ data: copy, origin }))
        }
      },
      close: () => void channels.delete(channel),
    }
    channels.add(channel)
    return channel
  }

  /** The page hangs: it hears nothing more. */
  deafen(page: EventTarget): void {
    for (const channel of this.#pages.get(page) ?? []) channel.onmessage = null
  }

  get openChannels(): number {
    return [...this.#channels.values()].reduce((sum, { size }) => sum + size, 0)
  }

  get heldLocks(): number {
    return this.#held.size
  }

  /** Another script of the origin takes the lock away, until the function is called. */
  steal(name: string): () => void {
    const granted = () => new Promise(() => {})
    const thief: Waiting = { granted, resolve: () => {}, reject: () => {} }
    this.#rob(name, thief)
    return () => this.#release(name, thief)
  }

  #rob(name: string, thief: Waiting): void {
    const old = this.#held.get(name)
    this.#hold(name, thief)
    old?.reject(new DOMException('stolen', 'AbortError'))
  }

  #request(name: string, { signal, steal }: LockOptions, granted: () => unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const waiting: Waiting = { granted, resolve, reject, signal }
      if (steal) {
        if (signal) throw new DOMException('steal takes no signal', 'NotSupportedError')
        setTimeout(() => this.#rob(name, waiting))
        return
      }
      const queue = this.#queues.get(name) ?? []
      this.#queues.set(name, queue)
      queue.push(waiting)
      signal?.addEventListener('abort', () => {
        if (!queue.includes(waiting)) return
        queue.splice(queue.indexOf(waiting), 1)
        reject(signal.reason)
      })
      setTimeout(() => this.#grant(name))
    })
  }

  #grant(name: string): void {
    if (this.#held.has(name)) return
    const next = this.#queues.get(name)?.shift()
    if (next) this.#hold(name, next)
  }

  #hold(name: string, holder: Waiting): void {
    this.#held.set(name, holder)
    void Promise.resolve(holder.granted()).then(value => {
      holder.resolve(value)
      this.#release(name, holder)
    })
  }

  #release(name: string, holder: Waiting): void {
    if (this.#held.get(name) !== holder) return
    this.#held.delete(name)
    this.#grant(name)
  }
}

export interface FakeChannel {
  onmessage: ((message: { data: unknown; origin: string }) => void) | null
  postMessage(data: unknown): void
  close(): void
}
