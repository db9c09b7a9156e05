import type { PanelCommands } from '../panel/panel-model.js'
import type { CallAction } from '../ports/line.js'
import type { CallCommands } from './call-commands.js'
import type { Notice } from './notice.js'

/** The panel's commands. Where it does not wait for an answer, the notice has said what failed. */
export function createPanelCommands(commands: CallCommands, notice: Notice): PanelCommands {
  const alone = (done: Promise<unknown>) => void done.catch(() => {})
  const act = (callId: string, action: CallAction) => alone(commands.act(callId, action))
  return {
    dial: text => commands.dial(text),
    answer: callId => act(callId, { type: 'answer' }),
    decline: callId => act(callId, { type: 'decline' }),
    hangUp: callId => act(callId, { type: 'hangUp' }),
    hold: callId => act(callId, { type: 'hold' }),
    resume: callId => act(callId, { type: 'resume' }),
    mute: (callId, on) => act(callId, { type: 'mute', on }),
    openContact: (contact, callId) => alone(commands.openContact(contact, callId)),
    pickContact: (contact, callId) => alone(commands.pickContact(contact, callId)),
    createContact: (draft, callId) => commands.createContact(draft, callId),
    attachNumber: (contact, callId) => commands.attachNumber(contact, callId),
    searchContacts: text => commands.searchContacts(text),
    requestCallback: callId => commands.requestCallback(callId),
    formatAsYouType: text => commands.formatAsYouType(text),
    nameLine: line => commands.nameLine(line),
    dismissNotice: () => notice.dismiss(),
  }
}
