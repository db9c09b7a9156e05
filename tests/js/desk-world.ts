import assert from 'node:assert/strict'
import { mock } from 'node:test'
import { loadEngine } from '../../js-shim/src/core/load-engine.js'
import type { IntegrationMatrix } from '../../js-shim/src/core/rules.js'
import { CallCommands } from '../../js-shim/src/desk/call-commands.js'
import { Desk } from '../../js-shim/src/desk/desk.js'
import { createMoreCommands } from '../../js-shim/src/desk/more-commands.js'
import { Dialler } from '../../js-shim/src/dial/dialler.js'
import type { HostHooks } from '../../js-shim/src/host/hook-types.js'
import { Hooks } from '../../js-shim/src/host/hooks.js'
import { Listeners } from '../../js-shim/src/host/listeners.js'
import { SimulatedLine, type SimulatedLineOptions } from '../../js-shim/src/line/simulated-line.js'
import type { PanelModel } from '../../js-shim/src/panel/panel-model.js'
import type { Toast, Toaster } from '../../js-shim/src/toaster/toaster.js'
import type { Call } from '../../js-shim/src/types.js'
import { englishTexts } from '../support/english-texts.js'
import { until } from './listening.js'
import { makeEvent } from './make-call.js'

export const anna = { id: '7', name: 'Anna de Jong', company: 'Bakkerij Zonneveld' }

/** A toaster that writes down what it shows. */
class NotedToaster implements Toaster {
  readonly open = new Map<string, Toast>()
  /** Titles, in the order in which they were shown. */
  readonly titles: string[] = []
  show(callId: string, toast: Toast): void {
    this.open.set(callId, toast)
    this.titles.push(toast.title)
  }
  close(callId: string): void {
    this.open.delete(callId)
  }
  dispose(): void {
    this.open.clear()
  }
}

/** A desk with the real engine in the chair of agent 101; line, host and toaster are the test's. */
export async function makeDesk(
  hooks: HostHooks = {},
  options: SimulatedLineOptions & { leading?: boolean; matrix?: IntegrationMatrix } = {},
) {
  const engine = await loadEngine()
  const line = new SimulatedLine(options)
  const toaster = new NotedToaster()
  const listeners = new Listeners()
  const host = new Hooks()
  const state = { leading: options.leading ?? true }
  const clicked: Call[] = []
  host.merge(hooks)
  const texts = englishTexts()
  const desk = new Desk({
    engine,
    line,
    hooks: host,
    listeners,
    toaster,
    texts,
    config: {
      agent: { id: '1', name: 'Bram', extension: '101' },
      country: 'NL',
      matrix: options.matrix,
    },
    leading: () => state.leading,
    toastClicked: call => clicked.push(call),
  })
  const dialler = new Dialler(engine, line, 'NL')
  const commands = new CallCommands({
    desk,
    dialler,
    line,
    engine,
    config: { country: 'NL' },
  })
  const more = createMoreCommands(commands, desk, engine, 'NL')
  const models: PanelModel[] = []
  desk.subscribe(() => models.push(desk.model))
  const heard: [name: string, call: Call, leading: boolean][] = []
  for (const name of [
    'ringing',
    'dialing',
    'answered',
    'ended',
    'identified',
    'recorded',
  ] as const) {
    listeners.on(name, (call, { leading }) => heard.push([name, call, leading]))
  }
  line.open(desk)
  await until('the line', () => desk.model.connection === 'online')
  return {
    engine,
    line,
    listeners,
    toaster,
    host,
    desk,
    commands,
    more,
    models,
    heard,
    clicked,
    state,
  }
}

export type DeskWorld = Awaited<ReturnType<typeof makeDesk>>

export const number = '+31612345678'
export const ring = ({ line }: DeskWorld, callId = 'c1', more = {}) =>
  line.say({ ...makeEvent({ callId, at: Date.now() }), ...more })
export const answer = ({ line }: DeskWorld, callId = 'c1', at = Date.now()) =>
  line.say({ ...makeEvent({ callId, type: 'answered', at }) })
export const end = ({ line }: DeskWorld, callId = 'c1', more = {}) =>
  line.say({
    ...makeEvent({ callId, type: 'ended', at: Date.now() }),
    outcome: 'completed',
    ...more,
  })

/** What a test does not expect in the console, it must not find there. */
export async function quietly(run: () => Promise<void>, expected = 0): Promise<void> {
  const said = mock.method(console, 'error', () => {})
  try {
    await run()
    assert.equal(said.mock.callCount(), expected, `${said.mock.calls[0]?.arguments}`)
  } finally {
    said.mock.restore()
  }
}
