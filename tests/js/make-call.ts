import type { Call, CallEvent } from '../../js-shim/src/types.js'

/** A call that rings at agent 101, unless told otherwise. */
export function makeCall(given: Partial<Call> = {}): Call {
  return {
    callId: 'call-1',
    provider: 'simulated',
    direction: 'inbound',
    from: '+31612345678',
    to: '+31201234567',
    line: '+31201234567',
    agent: '101',
    agents: ['101'],
    facts: {},
    offeredAt: 1_000,
    answeredAt: null,
    endedAt: null,
    ringSeconds: null,
    talkSeconds: null,
    outcome: null,
    contact: null,
    recordingUrl: '',
    note: '',
    tracking: {},
    state: 'ringing',
    ...given,
  }
}

/** An event of an incoming call for agent 101, unless told otherwise. */
export function makeEvent(given: Partial<CallEvent> = {}): CallEvent {
  const { callId = 'call-1', type = 'ringing' } = given
  return {
    id: `${callId}-${type}`,
    provider: 'simulated',
    callId,
    type,
    at: 1_000,
    direction: 'inbound',
    from: '+31612345678',
    to: '+31201234567',
    line: '+31201234567',
    agent: '101',
    ...given,
  }
}
