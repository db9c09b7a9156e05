/** The first words, in English. The other dictionaries have the same keys, or do not compile. */
export const en = {
  panel: 'Telephone',
  ready: 'Ready',
  away: 'Away',
  connecting: 'Connecting…',
  offline: 'Offline',
  offlineLine: 'No connection: new calls may not show. Trying again.',
  trouble:
    'Part of the telephone did not load. Calls still come in; please reload the page when you can.',
  dismiss: 'Close this message',
  openKeypad: 'Open the keypad',
  minimize: 'Minimise',
  expand: 'Show the call',
  incoming: 'Incoming',
  outgoing: 'Calling',
  conversation: 'Conversation',
  held: 'On hold',
  ended: 'Ended',
  callFrom: 'Call from {name}',
  callTo: 'Calling {name}',
  conversationWith: 'Conversation with {name}',
  isCalling: '{name} is calling',
  withheld: 'Number withheld',
  noContact: 'No contact has this number',
  lookingUp: 'Looking up…',
  lookupFailed: 'Could not look up the contact',
  answer: 'Answer',
  decline: 'Decline',
  hangUp: 'Hang up',
} satisfies Record<string, string>

/** The words of the panel at rest and of a call that just rings: all that is loaded before. */
export type FirstWords = Record<keyof typeof en, string>
