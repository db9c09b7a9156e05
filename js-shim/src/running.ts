import type { DeskbellConfig } from './config.js'
import { DeskbellError } from './core/deskbell-error.js'
import type { Engine } from './core/engine.js'
import type { normalizeRows } from './core/normalize-stream.js'
import { openEngine } from './core/open-engine.js'
import { createPageEngine, type PageEngine } from './core/page-engine.js'
import { defineElements, PANEL_TAG } from './define.js'
import { CallCommands } from './desk/call-commands.js'
import { Desk } from './desk/desk.js'
import { createPanelCommands } from './desk/panel-commands.js'
import type { DeskbellOptions } from './deskbell-options.js'
import { Dialler } from './dial/dialler.js'
import { watchTelLinks } from './dial/tel-links.js'
import type { Hooks } from './host/hooks.js'
import type { Listeners } from './host/listeners.js'
import { RelayAccess } from './line/relay-access.js'
import { RelayLine } from './line/relay-line.js'
import type { ContactChange } from './lookup/contact-lookup.js'
import { keepInPage } from './panel/keep-in-page.js'
import type { DeskbellPanelElement } from './panel/panel-element.js'
import type { Line } from './ports/line.js'
import { askPermission } from './read/notification-permission.js'
import { SharedLine } from './tabs/shared-line.js'
import { createTexts } from './text/create-texts.js'
import { laterToaster } from './toaster/later-toaster.js'

/** Deskbell at work in a page. */
export interface Running {
  engine: PageEngine
  /** What a page seldom asks for; it is fetched then. */
  whole(): Promise<{ engine: Engine; normalizeRows: typeof normalizeRows }>
  commands: CallCommands
  panel: DeskbellPanelElement
  /** The host's data changed. */
  invalidate(change: ContactChange): void
  dispose(): void
}

type Options = DeskbellOptions & Required<Pick<DeskbellOptions, 'refresh'>>

/** Puts the parts together; leaves nothing behind when `signal` aborts on the way. */
export async function start(
  config: DeskbellConfig,
  options: Options,
  host: { hooks: Hooks; listeners: Listeners },
  signal: AbortSignal,
): Promise<Running> {
  const language = config.language || document.documentElement.lang || navigator.language
  const [open, texts, phone] = await Promise.all([
    openEngine({ wasmUrl: options.wasmUrl }),
    createTexts(language, options.texts),
    config.sip && import('./softphone.js'),
    bodyIsThere(),
  ])
  if (signal.aborted) throw new DeskbellError('disposed', 'disposed before it was ready')

  const engine = createPageEngine(open)
  const { country, agent } = config
  const softphone = phone?.openSoftphone(config, engine, texts, signal, () => desk.notice)
  const line = new SharedLine(
    options.line ?? (softphone?.line || relayLines(config, options)),
    lineName(config),
  )
  defineElements()
  const panel = document.createElement(PANEL_TAG) as DeskbellPanelElement
  const desk: Desk = new Desk({
    engine,
    line,
    ...host,
    toaster: laterToaster(async () => (await fetchLater()).createToaster(texts.dir)),
    texts,
    config,
    leading: () => line.leading,
    toastClicked: ({ callId, contact }) => {
      window.focus()
      panel.show()
      if (contact && host.hooks.has('openContact')) {
        commands.openContact(contact, callId).catch(() => {})
      }
    },
  })
  const dialler = new Dialler(engine, line, country)
  const commands = new CallCommands({ desk, dialler, line, engine, config })

  panel.texts = texts
  panel.fetchRest = async () => {
    const { createMoreCommands, rest } = await fetchLater()
    return {
      rest,
      commands: createMoreCommands(commands, desk, engine, country, softphone),
    }
  }
  panel.clock = () => desk.now
  panel.commands = createPanelCommands(commands, desk.notice)
  panel.storageKey = `deskbell:panel:${agent.id}`
  desk.subscribe(() => panel.update(desk.model))
  panel.update(desk.model)
  const takeOut = keepInPage(panel)
  // Asked when the agent first touches the panel: browsers want a gesture, people a reason.
  panel.addEventListener('click', () => void askPermission(), { once: true })
  const dial = (number: string) => void commands.dial(number).catch(() => {})
  const unwatch = watchTelLinks(document, dial, config.ignore)
  if (config.textNumbers) {
    import('./text-numbers.js').then(
      ({ startTextNumbers }) => startTextNumbers({ engine, open, config, texts, dial, signal }),
      () => {}, // the page's links are dialled all the same
    )
  }
  line.open(desk)

  return {
    engine,
    async whole() {
      const { createWholeEngine, normalizeRows } = await import('./columns.js')
      return { engine: createWholeEngine(engine, open), normalizeRows }
    },
    commands,
    panel,
    invalidate: change => desk.invalidate(change),
    dispose() {
      unwatch()
      line.close()
      desk.dispose()
      takeOut()
    },
  }
}

/** Calls ring and are answered without it. */
const fetchLater = () => import('./later.js')

/** One leader for each agent of each relay: a second agent in the same browser is no second tab. */
function lineName({ relay, agent }: DeskbellConfig): string {
  return `deskbell:${new URL(relay, location.href).href}:${agent.id}`
}

function relayLines(config: DeskbellConfig, options: Options) {
  const access = new RelayAccess(config, options.refresh)
  return (browser?: string): Line => new RelayLine(access, { browser })
}

/** An async script may run before there is a body. */
async function bodyIsThere(): Promise<void> {
  if (!document.body) {
    await new Promise(resolve => addEventListener('DOMContentLoaded', resolve, { once: true }))
  }
}
