import type { DeskbellConfig } from '../config.js'
import type { Hooks } from '../host/hooks.js'
import type { Connection, PanelModel } from '../panel/panel-model.js'
import type { Line } from '../ports/line.js'
import { type CallEntry, viewOf } from './call-entry.js'

/** Nobody handles more calls at once; a flood must not freeze the page. */
const MOST_SHOWN = 20

/** What the panel shows of all that the desk knows. */
export function modelOf(
  {
    config,
    line,
    hooks,
  }: { config: Pick<DeskbellConfig, 'agent' | 'sound'>; line: Line; hooks: Hooks },
  connection: Connection,
  shown: readonly CallEntry[],
  notice: PanelModel['notice'],
  preferences: PanelModel['preferences'],
): PanelModel {
  const { name, extension } = config.agent
  const { actions } = line
  return {
    connection,
    agent: { name, extension },
    calls: shown.slice(0, MOST_SHOWN).map(viewOf),
    notice,
    preferences,
    quietHours: config.sound?.quietHours ?? null,
    can: {
      answer: actions.has('answer'),
      decline: actions.has('decline'),
      hangUp: actions.has('hangUp'),
      hold: actions.has('hold'),
      mute: actions.has('mute'),
      transfer: actions.has('transfer'),
      sendDigits: actions.has('sendDigits'),
      openContact: hooks.has('openContact'),
      createContact: hooks.has('createContact'),
      attachNumber: hooks.has('attachNumber'),
      requestCallback: hooks.has('requestCallback'),
      createTask: hooks.has('createTask'),
      saveNote: hooks.has('saveCall'),
      block: actions.has('block'),
    },
  }
}
