import type { Engine } from '../../../js-shim/src/core/engine.js'
import type { ReplayFile } from './replay-file.js'
import { StandInNumbers } from './stand-in-numbers.js'

/** Fields whose texts are words of the telephone system or of Deskbell, not of people. */
const KEPT = new Set(
  `format version type news state signature code provider direction outcome id callId seq
  engine metadata contentType why step reason redacted detail moments row key type kind state
  madeBy madeId board field
  event call_start pbx_call_id call_id_with_rec disposition status_code duration is_recorded
  status call_id cdr_id uniqueid billsec calldate call_type waittime call_duration
  duration_ms has_recording moment zd_echo startedAt`.split(/\s+/),
)
/** Fields that hold a telephone number, if they hold seven digits. */
const NUMBERS = new Set(
  `from to line number numbers caller_id called_did destination caller dst callee callerid
  connected_with additional_number`.split(/\s+/),
)

/** Fields that hold an extension, or a login in its place. */
const EXTENSIONS = new Set([
  'agent',
  'extension',
  'internal',
  'last_internal',
  'lastAgent',
  'agents',
])
const WITHHELD = /^(anonymous|unknown|restricted|private)$/i

/**
 * The file with telephone numbers and names replaced, each by the same wherever it stands, so that
 * it replays as before. Extensions, times and the telephone system's own ids stay.
 */
export function redactReplay(engine: Pick<Engine, 'normalize'>, file: ReplayFile): ReplayFile {
  const redaction = new Redaction(engine)
  redaction.learn(file, '')
  return {
    ...(redaction.of(file, '') as ReplayFile),
    contains: ['extensions of agents, and when they were on the telephone', 'ids of the CRM'],
    redacted: true,
  }
}

class Redaction {
  readonly #numbers: StandInNumbers
  readonly #texts = new Map<string, string>()
  readonly #logins = new Map<string, string>()

  constructor(engine: Pick<Engine, 'normalize'>) {
    this.#numbers = new StandInNumbers(engine)
  }

  /** First the numbers, since they stand inside of other texts too. */
  learn(value: unknown, field: string): void {
    if (typeof value === 'string') {
      if (NUMBERS.has(field) || /^\+\d{7,17}$/.test(value)) this.#numbers.learn(value)
      if (field === 'name' || field === 'company') this.#words(value)
      if (EXTENSIONS.has(field) && /[^\d]/.test(value)) this.#logins.set(value, this.#words(value))
    } else if (value !== null && typeof value === 'object') {
      const own = Array.isArray(value) ? value.map(each => [field, each]) : Object.entries(value)
      for (const [name, each] of own) this.learn(each, name as string)
      if (field === 'request') this.#learnRequest(value as WebhookRequest)
    }
  }

  #learnRequest({ body, query = '', settings }: WebhookRequest): void {
    for (const text of [body, query]) {
      const json = parsed(text)
      if (json !== undefined) this.learn(json, '')
      else {
        for (const [name, value] of new URLSearchParams(text)) {
          this.learn(value, settings?.names?.[name] ?? name)
        }
      }
    }
  }

  /** The same value with everything personal replaced. @param field the member it is of */
  of(value: unknown, field: string): unknown {
    if (typeof value === 'string') return this.#text(value, field)
    if (value === null || typeof value !== 'object') return value
    if (Array.isArray(value)) return value.map(each => this.of(each, field))
    // Here `name` is an event's.
    if (field === 'effects' && (value as { type?: unknown }).type === 'emit') return value
    if (field === 'matrix') return this.#matrix(value as Matrix)
    if (field === 'request') return this.#request(value as WebhookRequest)
    return Object.fromEntries(
      Object.entries(value).map(([name, each]) => [name, this.of(each, name)]),
    )
  }

  /** The rules are the host's own words; only its colleagues are people. */
  #matrix(matrix: Matrix): unknown {
    const { settings } = matrix
    if (!settings?.staff) return matrix
    return { ...matrix, settings: { ...settings, staff: this.of(settings.staff, 'staff') } }
  }

  #request(request: WebhookRequest): unknown {
    const { body, query, settings } = request
    // The account's owner may have given the fields other names.
    const known = (name: string) => settings?.names?.[name] ?? name
    return {
      ...request,
      body: this.#body(body, known),
      ...(query !== undefined && { query: this.#form(query, known) }),
    }
  }

  #body(body: string, known: (name: string) => string): string {
    const json = parsed(body)
    if (json === undefined) return this.#form(body, known)
    const walk = (value: unknown, name: string): unknown => {
      if (typeof value !== 'object' || value === null) return this.of(value, known(name))
      if (Array.isArray(value)) return value.map(each => walk(each, name))
      return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, walk(each, key)]))
    }
    return JSON.stringify(walk(json, ''))
  }

  /** A form field by field, each written as it was unless its text is replaced as a whole. */
  #form(form: string, known: (name: string) => string): string {
    const pairs = form.split('&').map(pair => {
      const [name = '', ...rest] = pair.split('=')
      if (rest.length === 0) return pair
      const written = rest.join('=')
      const value = decoded(written)
      const redacted = this.#text(value, known(decoded(name)))
      const asWritten = this.#numbers.replaceIn(written)
      return `${name}=${decoded(asWritten) === redacted ? asWritten : encodeURIComponent(redacted)}`
    })
    return pairs.join('&')
  }

  #text(text: string, field: string): string {
    const withoutNumbers = this.#numbers.replaceIn(text)
    // An event's id holds the extension, which may be a login.
    if (field === 'id')
      return withoutNumbers
        .split('/')
        .map(part => this.#logins.get(part) ?? part)
        .join('/')
    // An action's text is a rule's with names in it.
    if (field === 'text') return this.#namesIn(withoutNumbers)
    // Numbers, times and ids of the CRM say nothing more once the numbers are replaced.
    const harmless = KEPT.has(field) || WITHHELD.test(text) || /^[\d\s+().,:/-]*$/.test(text)
    return harmless ? withoutNumbers : this.#words(text)
  }

  #namesIn(text: string): string {
    const longestFirst = [...this.#texts].sort(([a], [b]) => b.length - a.length)
    return longestFirst.reduce((result, [name, standIn]) => result.replaceAll(name, standIn), text)
  }

  #words(text: string): string {
    if (text === '') return text
    const known = this.#texts.get(text)
    if (known !== undefined) return known
    const count = this.#texts.size + 1
    // An address stays an address, or it would be read otherwise.
    const standIn = /^https?:\/\//i.test(text)
      ? `https://redacted.example/${count}`
      : /^zadarma:[\d.]+$/.test(text)
        ? text
        : `text-${count}`
    this.#texts.set(text, standIn)
    return standIn
  }
}

interface Matrix {
  settings?: { staff?: unknown }
}

type WebhookRequest = NonNullable<ReplayFile['deliveries'][number]['webhook']>['request']

/** What the text says as JSON; `undefined` when it is none. */
function parsed(text: string): unknown {
  if (!/^\s*[{[]/.test(text)) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function decoded(written: string): string {
  try {
    return decodeURIComponent(written.replaceAll('+', ' '))
  } catch {
    return written
  }
}
