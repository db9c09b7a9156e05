/**
 * The script of the tag: `<script src="/deskbell.js" data-config="/deskbell/config" async>`.
 * Small, because every page of the host loads it. It keeps what the host says until the rest is
 * there, and loads the rest only when the config says so.
 */

import type { DeskbellConfig } from './config.js'
import { DeskbellError } from './core/deskbell-error.js'
import type { Deskbell } from './deskbell-api.js'
import { readConfig } from './read/read-config.js'

declare const __DESKBELL_VERSION__: string
/** The plugin's file, relative to this script. */
declare const __DESKBELL_PLUGIN__: string

type Callback = (deskbell: Deskbell) => void

declare global {
  interface Window {
    /** Before the script has run, functions may wait here for it. */
    Deskbell?: Deskbell | Callback[]
  }
}

/** Milliseconds that the host's server may take for the config. */
const CONFIG_TIMEOUT = 20_000

/** What to do about it. */
const HINTS: Record<string, string> = {
  unreachable:
    'The script tag needs data-config="…": an address of your server that answers with JSON like ' +
    '{"enabled": true, "agent": {"id", "name", "extension"}, "country": "NL", "relay": "/deskbell", "token": "…"}.',
  engine_unavailable:
    "A Content-Security-Policy needs script-src 'self' 'wasm-unsafe-eval', and the .wasm file must be " +
    "reachable beside the plugin's files.",
}

async function fetchConfig(url: string | undefined): Promise<DeskbellConfig> {
  let problem = 'the script tag has no data-config'
  if (url) {
    // Not AbortSignal.timeout: a browser keeps such a signal until its time has passed.
    const patience = new AbortController()
    const timer = setTimeout(
      () => patience.abort(new Error('the server does not answer')),
      CONFIG_TIMEOUT,
    )
    try {
      const response = await fetch(url, {
        credentials: 'same-origin',
        cache: 'no-store',
        headers: { Accept: 'application/json' },
        signal: patience.signal,
      })
      if (!response.ok) throw new Error(`the server answered ${response.status}`)
      const config = readConfig(await response.json())
      if (typeof config !== 'string') return config
      problem = config
    } catch (error) {
      problem = error instanceof Error ? error.message : `${error}`
    } finally {
      clearTimeout(timer)
    }
  }
  throw new DeskbellError('unreachable', `the config ${url ?? ''}: ${problem}`)
}

function load({ src, dataset }: HTMLScriptElement, waiting: Callback[]): Deskbell {
  const configUrl = dataset.config
  let disposed = false

  async function create(): Promise<Deskbell> {
    const config = await fetchConfig(configUrl)
    if (!config.enabled) throw new DeskbellError('disabled', 'switched off in the config')
    if (disposed) throw new DeskbellError('disposed', 'disposed before it was ready')
    const file = new URL(__DESKBELL_PLUGIN__, src).href
    const { createDeskbell } = await import(file).catch(problem => {
      throw new DeskbellError(
        'engine_unavailable',
        `${file}: ${problem?.message}. Serve the package's folder dist/web whole: deskbell/assets ` +
          'stands beside deskbell.js.',
      )
    })
    return createDeskbell(config, { refresh: () => fetchConfig(configUrl) })
  }

  const handled = <T>(promise: Promise<T>): Promise<T> => {
    promise.catch(() => {})
    return promise
  }
  let plugin: Deskbell | undefined
  const created = create().then(made => {
    plugin = made
    return made
  })
  const ready = handled(created.then(made => made.ready).then(() => deskbell))
  created
    .then(made => made.ready)
    .catch(error => {
      if (error?.code === 'disabled' || error?.code === 'disposed') return
      console.error(
        `Deskbell does not work in this page. ${error?.message ?? error}\n${HINTS[error?.code] ?? ''}`,
      )
    })

  /** Later, in the order in which it was asked for. */
  function later<T>(run: (made: Deskbell) => T | Promise<T>): Promise<T> {
    return handled(created.then(run))
  }

  const command =
    <Name extends CommandName>(name: Name) =>
    (...args: Parameters<Deskbell[Name]>) =>
      later(made => (made[name] as (...args: unknown[]) => unknown)(...args))

  const deskbell = {
    version: __DESKBELL_VERSION__,
    ready,
    on(...args: Parameters<Deskbell['on']>) {
      if (plugin) return plugin.on(...args)
      let off: (() => void) | undefined
      let unwanted = false
      later(made => {
        if (!unwanted) off = made.on(...args)
      }).catch(report)
      return () => {
        unwanted = true
        off?.()
      }
    },
    host(hooks: Parameters<Deskbell['host']>[0]) {
      if (plugin) plugin.host(hooks)
      else later(made => made.host(hooks)).catch(report)
    },
    push(...callbacks: Callback[]) {
      for (const callback of callbacks) {
        try {
          callback(deskbell)
        } catch (error) {
          report(error)
        }
      }
    },
    normalize(...args: Parameters<Deskbell['normalize']>) {
      if (plugin) return plugin.normalize(...args)
      throw new DeskbellError('engine_unavailable', 'await Deskbell.ready first')
    },
    dispose() {
      disposed = true
      later(made => made.dispose())
      if (window.Deskbell === deskbell) delete window.Deskbell
    },
  } as Deskbell
  for (const name of Object.keys(COMMANDS) as CommandName[]) {
    Object.assign(deskbell, { [name]: command(name) })
  }
  queueMicrotask(() => deskbell.push(...waiting))
  return deskbell
}

type CommandName = Exclude<
  keyof Deskbell,
  'version' | 'ready' | 'on' | 'host' | 'push' | 'normalize' | 'dispose'
>
/** All of them: TypeScript misses whichever is left out. */
const COMMANDS: Record<CommandName, 1> = {
  doCall: 1,
  normalizeAll: 1,
  findInText: 1,
  answer: 1,
  decline: 1,
  hangUp: 1,
  hold: 1,
  resume: 1,
  mute: 1,
  transfer: 1,
  sendDigits: 1,
  requestCallback: 1,
  invalidate: 1,
  show: 1,
  hide: 1,
  minimize: 1,
  moveTo: 1,
}

/** A mistake in the host's own code: seen like any other; Deskbell's own errors were reported. */
function report(error: unknown): void {
  const code = (error as DeskbellError | null)?.code
  if (code !== 'disabled' && code !== 'disposed' && code !== 'unreachable') reportError(error)
}

// Loaded twice it is still one: the first stays.
const script = document.currentScript
const present: unknown = window.Deskbell
const waiting = Array.isArray(present) ? (present as Callback[]) : []
// An element with that id is found under the global's name, too; it gives way.
const free = !present || Array.isArray(present) || present instanceof Element
if (script instanceof HTMLScriptElement && free) window.Deskbell = load(script, waiting)
else if (!free && typeof (present as Deskbell).doCall !== 'function') {
  console.error('Deskbell does not start: window.Deskbell is something else of this page.')
}
