import type { FirstWords } from './en.js'

export const nl: FirstWords = {
  panel: 'Telefoon',
  ready: 'Gereed',
  away: 'Afwezig',
  connecting: 'Verbinden…',
  offline: 'Offline',
  offlineLine:
    'Geen verbinding: nieuwe gesprekken zijn mogelijk niet te zien. Er wordt opnieuw geprobeerd.',
  trouble:
    'Een deel van de telefoon is niet geladen. Gesprekken komen gewoon binnen; laad de pagina opnieuw zodra het kan.',
  dismiss: 'Melding sluiten',
  openKeypad: 'Toetsen openen',
  minimize: 'Verkleinen',
  expand: 'Gesprek tonen',
  incoming: 'Inkomend',
  outgoing: 'Bellen',
  conversation: 'Gesprek',
  held: 'In de wacht',
  ended: 'Beëindigd',
  callFrom: 'Oproep van {name}',
  callTo: 'Bellen met {name}',
  conversationWith: 'Gesprek met {name}',
  isCalling: '{name} belt',
  withheld: 'Anoniem nummer',
  noContact: 'Geen contact met dit nummer',
  lookingUp: 'Opzoeken…',
  lookupFailed: 'Opzoeken is niet gelukt',
  answer: 'Opnemen',
  decline: 'Weigeren',
  hangUp: 'Ophangen',
}
