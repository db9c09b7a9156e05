/** Forms of a text that counts; which one is taken is `Intl.PluralRules`' answer. */
export type Plural = { other: string } & Partial<Record<Intl.LDMLPluralRule, string>>

/** The words, in English. The other dictionaries have the same keys, or do not compile. */
export const en = {
  panel: 'Telephone',
  ready: 'Ready',
  connecting: 'Connecting…',
  offline: 'Offline',
  offlineLine: 'No connection: new calls may not show. Trying again.',
  dismiss: 'Close this message',

  openKeypad: 'Open the keypad',
  keypad: 'Keypad',
  telephoneNumber: 'Telephone number',
  deleteDigit: 'Delete the last digit',
  call: 'Call',

  move: 'Move: arrow keys, with Shift in bigger steps',
  place: 'Position',
  topLeft: 'Top left',
  topRight: 'Top right',
  bottomLeft: 'Bottom left',
  bottomRight: 'Bottom right',
  resetPlace: 'Back to the usual place',
  minimize: 'Minimise',
  expand: 'Show the call',

  incoming: 'Incoming',
  outgoing: 'Calling',
  conversation: 'Conversation',
  held: 'On hold',
  callFrom: 'Call from {name}',
  callTo: 'Calling {name}',
  conversationWith: 'Conversation with {name}',
  isCalling: '{name} is calling',
  otherCalls: 'Other calls',
  withheld: 'Number withheld',
  noContact: 'No contact has this number',
  lookingUp: 'Looking up…',
  lookupFailed: 'Could not look up the contact',
  responsible: 'Responsible',
  you: 'you',
  calledLine: 'Called',

  answer: 'Answer',
  decline: 'Decline',
  hangUp: 'Hang up',
  mute: 'Mute',
  unmute: 'Unmute',
  hold: 'Hold',
  resume: 'Resume',

  openContact: 'Open card',
  requestCallback: 'Call back later',
  callbackRequested: 'Callback noted',
  whoIsIt: { one: '{count} contact has this number', other: '{count} contacts have this number' },
  likely: 'likely',
  more: { one: '{count} more…', other: '{count} more…' },
  changeContact: 'Somebody else?',

  createContact: 'Create contact',
  attachNumber: 'Attach to…',
  name: 'Name',
  company: 'Company',
  searchContacts: 'Search contacts',
  contactsFound: { one: '{count} contact found', other: '{count} contacts found' },
  save: 'Save',
  cancel: 'Cancel',
  notSaved: 'Not saved. The call goes on; please try again.',
  notSearched: 'The search did not work; please try again.',

  kind_mobile: 'mobile',
  kind_fixed_line: 'landline',
  kind_fixed_line_or_mobile: 'landline or mobile',
  kind_toll_free: 'toll-free',
  kind_premium_rate: 'premium rate',
  kind_shared_cost: 'shared cost',
  kind_voip: 'internet telephone',
  kind_personal_number: 'personal number',
  kind_pager: 'pager',
  kind_uan: 'company number',
  kind_voicemail: 'voicemail',
} satisfies Record<string, string | Plural>

export type Dictionary = {
  readonly [Key in keyof typeof en]: (typeof en)[Key] extends string ? string : Plural
}
