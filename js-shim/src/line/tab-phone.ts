import { DeskbellError } from '../core/deskbell-error.js'
import { ERROR_CODES } from '../core/lists.js'
import type { CallAction, Line, LineSink } from '../ports/line.js'
import { randomId } from '../read/random-id.js'
import { readContact } from '../read/read-contact.js'
import { type Fields, readFields, readOneOf, readText } from '../read/values.js'
import type { Contact } from '../types.js'

/** Milliseconds in which the tab with the telephone must take a request, and carry it out. */
const TAKEN_WITHIN = 2_000
/** As long as an agent may need to allow the microphone there. */
const DONE_WITHIN = 60_000

type Ask =
  | { what: 'dial'; to: string; contact?: Contact }
  | { what: 'identify'; callId: string; contact: Contact }
  | { what: 'act'; callId: string; action: CallAction }

interface Waiting {
  resolve(answer: { callId: string }): void
  reject(error: DeskbellError): void
  timer: ReturnType<typeof setTimeout>
}

/**
 * One telephone for all tabs of a browser: the tab that opened its line has the microphone, and stays
 * the telephone while it lives; requests made in another tab are carried out there.
 */
export class TabPhone {
  readonly #make: () => Line
  readonly #channel: BroadcastChannel | null
  readonly #waiting = new Map<string, Waiting>()
  readonly #opened: (line: Line | undefined) => void
  #open: Line | undefined

  /** @param opened is told of the line that this tab opens, and of its end */
  constructor(make: () => Line, name: string, opened: (line: Line | undefined) => void = () => {}) {
    this.#make = make
    this.#opened = opened
    this.#channel = typeof BroadcastChannel === 'function' ? new BroadcastChannel(name) : null
    this.#channel?.addEventListener('message', ({ data, origin }) => {
      const fields = origin === location.origin ? readFields(data) : null
      if (fields) this.#hear(fields)
    })
  }

  /** A line of this tab: the telephone itself once it is opened, else a way to it. */
  line(): Line {
    const own = this.#make()
    return {
      actions: own.actions,
      open: (sink: LineSink) => {
        this.#open = own
        this.#opened(own)
        own.open(sink)
      },
      dial: (to, contact) => this.dial(to, contact),
      identify: async (callId, contact) =>
        void (await this.#ask({ what: 'identify', callId, contact })),
      act: async (callId, action) => void (await this.#ask({ what: 'act', callId, action })),
      close: () => {
        if (this.#open === own) {
          this.#open = undefined
          this.#opened(undefined)
        }
        own.close()
      },
    }
  }

  dial(to: string, contact?: Contact): Promise<{ callId: string }> {
    return this.#ask({ what: 'dial', to, contact })
  }

  dispose(): void {
    this.#channel?.close()
    const gone = new DeskbellError('disposed', 'Deskbell was disposed')
    for (const [id] of this.#waiting) this.#settle(id)?.reject(gone)
  }

  #ask(ask: Ask): Promise<{ callId: string }> {
    if (this.#open) return carryOut(this.#open, ask)
    const { promise, id } = this.#wait()
    this.#channel?.postMessage({ kind: 'ask', id, ask })
    return promise
  }

  #wait() {
    const id = randomId()
    const promise = new Promise<{ callId: string }>((resolve, reject) => {
      const late = () => {
        this.#waiting.delete(id)
        reject(new DeskbellError('unreachable', 'no tab has the telephone'))
      }
      this.#waiting.set(id, { resolve, reject, timer: setTimeout(late, TAKEN_WITHIN) })
    })
    return { promise, id }
  }

  #settle(id: string): Waiting | undefined {
    const waiting = this.#waiting.get(id)
    this.#waiting.delete(id)
    clearTimeout(waiting?.timer)
    return waiting
  }

  #hear(fields: Fields): void {
    const id = readText(fields.id, 100)
    switch (fields.kind) {
      case 'ask': {
        const ask = readAsk(readFields(fields.ask))
        if (this.#open && ask) void this.#serve(this.#open, id, ask)
        break
      }
      case 'taken': {
        const waiting = this.#waiting.get(id)
        if (!waiting) break
        clearTimeout(waiting.timer)
        const slow = new DeskbellError('timeout', 'the tab with the telephone did not answer')
        waiting.timer = setTimeout(() => this.#settle(id)?.reject(slow), DONE_WITHIN)
        break
      }
      case 'done':
        this.#settle(id)?.resolve({ callId: readText(fields.callId, 300) })
        break
      case 'failed': {
        const code = readOneOf(ERROR_CODES, fields.code) ?? 'unreachable'
        this.#settle(id)?.reject(new DeskbellError(code, readText(fields.detail, 300)))
        break
      }
    }
  }

  async #serve(line: Line, id: string, ask: Ask): Promise<void> {
    const post = (message: object) => this.#channel?.postMessage({ ...message, id })
    post({ kind: 'taken' })
    try {
      post({ kind: 'done', ...(await carryOut(line, ask)) })
    } catch (error) {
      const { code = 'unreachable', detail = `${error}` } = error as Partial<DeskbellError>
      post({ kind: 'failed', code, detail })
    }
  }
}

async function carryOut(line: Line, ask: Ask): Promise<{ callId: string }> {
  if (ask.what === 'dial') return line.dial(ask.to, ask.contact)
  if (ask.what === 'identify') await line.identify(ask.callId, ask.contact)
  else await line.act(ask.callId, ask.action)
  return { callId: ask.callId }
}

/** As it came from another script of this origin. */
function readAsk(fields: Fields | null): Ask | null {
  const contact = readContact(fields?.contact)
  const callId = readText(fields?.callId, 300)
  switch (fields?.what) {
    case 'dial': {
      const to = readText(fields.to, 40)
      return to ? { what: 'dial', to, ...(contact && { contact }) } : null
    }
    case 'identify':
      return callId && contact ? { what: 'identify', callId, contact } : null
    case 'act': {
      const action = readAction(readFields(fields.action))
      return callId && action ? { what: 'act', callId, action } : null
    }
    default:
      return null
  }
}

const PLAIN = ['answer', 'decline', 'hangUp', 'hold', 'resume'] as const

function readAction(fields: Fields | null): CallAction | null {
  const type = readOneOf(PLAIN, fields?.type)
  if (type) return { type }
  switch (fields?.type) {
    case 'mute':
      return { type: 'mute', on: fields.on === true }
    case 'sendDigits':
      return { type: 'sendDigits', digits: readText(fields.digits, 64) }
    case 'transfer': {
      const other = readFields(fields.to)
      const to = other ? { callId: readText(other.callId, 300) } : readText(fields.to, 64)
      return { type: 'transfer', to }
    }
    default:
      return null
  }
}
