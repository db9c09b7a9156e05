import type { FirstCommands } from '../panel/panel-model.js'
import type { CallAction } from '../ports/line.js'
import type { CallCommands } from './call-commands.js'
import type { Notice } from './notice.js'

/** The panel's first commands. It does not wait for an answer; the notice has said what failed. */
export function createPanelCommands(commands: CallCommands, notice: Notice): FirstCommands {
  const act = (callId: string, type: 'answer' | 'decline' | 'hangUp') =>
    void commands.act(callId, { type } as CallAction).catch(() => {})
  return {
    answer: callId => act(callId, 'answer'),
    decline: callId => act(callId, 'decline'),
    hangUp: callId => act(callId, 'hangUp'),
    nameLine: line => commands.nameLine(line),
    dismissNotice: () => notice.dismiss(),
  }
}
