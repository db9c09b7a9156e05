import type { DeskbellConfig } from './config.js'
import { DeskbellError } from './core/deskbell-error.js'
import type { Deskbell } from './deskbell-api.js'
import type { DeskbellOptions } from './deskbell-options.js'
import { Hooks } from './host/hooks.js'
import { Listeners } from './host/listeners.js'
import type { CallAction } from './ports/line.js'
import { readContact } from './read/read-contact.js'
import { type Running, start } from './running.js'

declare const __DESKBELL_VERSION__: string | undefined

/**
 * Starts Deskbell in this page.
 *
 * @param readConfig - checks a config as it came; what the loader has checked needs no second look
 */
export function makeDeskbell(
  config: DeskbellConfig,
  options: DeskbellOptions,
  readConfig: (value: DeskbellConfig) => DeskbellConfig | string,
): Deskbell {
  const hooks = new Hooks()
  const listeners = new Listeners()
  const disposal = new AbortController()
  let running: Running | undefined

  async function run(): Promise<Running> {
    const known = readConfig(config)
    if (typeof known === 'string') throw new DeskbellError('unreachable', `the config: ${known}`)
    if (!known.enabled) throw new DeskbellError('disabled', 'switched off in the config')
    running = await start(known, { ...options, refresh }, { hooks, listeners }, disposal.signal)
    return running
  }

  async function refresh(): Promise<DeskbellConfig> {
    if (!options.refresh) throw new DeskbellError('unauthorized', 'the token is no longer valid')
    const fresh = await options.refresh()
    const known = readConfig(fresh)
    if (typeof known === 'string') throw new DeskbellError('unreachable', `the config: ${known}`)
    if (known.enabled) return known
    // Switched off while the page was open.
    deskbell.dispose()
    throw new DeskbellError('disabled', 'switched off in the config')
  }

  /** The parts, once they are there and as long as they are. */
  async function parts(): Promise<Running> {
    const started = await starting
    disposal.signal.throwIfAborted()
    return started
  }

  function command<T>(run: (parts: Running) => T | Promise<T>): Promise<T> {
    return handled(parts().then(run))
  }

  const act = (callId: string, action: CallAction) =>
    command(({ commands }) => commands.act(callId, action))

  const deskbell: Deskbell = {
    version: typeof __DESKBELL_VERSION__ === 'string' ? __DESKBELL_VERSION__ : 'source',
    get ready() {
      return ready
    },
    on: (name, listener) => listeners.on(name, listener),
    host: added => hooks.merge(added),
    push(...callbacks) {
      for (const callback of callbacks) callback(deskbell)
    },
    doCall: (number, { contact } = {}) =>
      command(({ commands }) => commands.dial(`${number}`, readContact(contact) ?? undefined)),
    normalize(text, { country = config.country } = {}) {
      if (running) return running.engine.normalize(`${text}`, { country })
      throw new DeskbellError('engine_unavailable', 'await Deskbell.ready first')
    },
    normalizeAll: (rows, { country = config.country, onProgress, signal } = {}) =>
      command(async ({ whole }) => {
        const { engine, normalizeRows } = await whole()
        const stop = signal ? AbortSignal.any([signal, disposal.signal]) : disposal.signal
        return normalizeRows(engine, rows, { country, onProgress, signal: stop })
      }),
    findInText: (texts, { country = config.country } = {}) =>
      command(async ({ whole }) => (await whole()).engine.findInText(texts, { country })),
    answer: callId => act(callId, { type: 'answer' }),
    decline: callId => act(callId, { type: 'decline' }),
    hangUp: callId => act(callId, { type: 'hangUp' }),
    hold: callId => act(callId, { type: 'hold' }),
    resume: callId => act(callId, { type: 'resume' }),
    mute: (callId, on = true) => act(callId, { type: 'mute', on }),
    transfer: (callId, to) => act(callId, { type: 'transfer', to }),
    sendDigits: (callId, digits) => act(callId, { type: 'sendDigits', digits }),
    requestCallback: callId => command(({ commands }) => commands.requestCallback(callId)),
    invalidate: ({ number, contact } = {}) =>
      command(({ engine, invalidate }) => {
        const e164 = number && engine.normalize(`${number}`, { country: config.country }).e164
        // A number that nobody can call is in no memory.
        if (e164 === '') return
        invalidate({ number: e164, contact })
      }),
    show: () => command(({ panel }) => panel.show()),
    hide: () => command(({ panel }) => panel.hide()),
    minimize: () => command(({ panel }) => panel.minimize()),
    moveTo: placement => command(({ panel }) => panel.moveTo(placement)),
    dispose() {
      if (disposal.signal.aborted) return
      disposal.abort(new DeskbellError('disposed', 'Deskbell was disposed'))
      running?.dispose()
      running = undefined
      hooks.dispose()
      listeners.clear()
    },
  }

  const starting = handled(run())
  const ready = handled(starting.then(() => deskbell))
  return deskbell
}

/** Who waits for it still gets the error; who does not, gets no unhandled rejection. */
function handled<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {})
  return promise
}
