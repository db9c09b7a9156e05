import type { CallView, PanelModel } from './panel-model.js'

/**
 * Whether a conversation is wrapped up: where there is something to be written down, and unless nobody wrote
 * anything and the agent talks to somebody else already.
 */
export function wrapsUp({ call }: CallView, { can, calls }: PanelModel, begun: boolean): boolean {
  const givesWay =
    call.state === 'ended' &&
    !begun &&
    calls.some(
      ({ call: other }) =>
        other.callId !== call.callId && other.answeredAt !== null && other.state !== 'ended',
    )
  return !givesWay && (can.saveNote || can.createTask)
}
