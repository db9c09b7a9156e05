import { safeWords } from '../text/safe-words.js'
import type { Texts } from '../text/texts.js'
import type { CallView } from './panel-model.js'

/** What the agent is shown of a call's state; several states of the engine look alike. */
export type Phase = 'incoming' | 'outgoing' | 'conversation' | 'held' | 'ended'

/** A call that is over has a card only while a form is open in it. */
export function phaseOf({ call }: CallView, ownExtension: string): Phase {
  if (call.state === 'ended') return 'ended'
  if (call.state === 'answered') return 'conversation'
  if (call.state === 'held') return 'held'
  if (call.direction === 'internal') return call.from === ownExtension ? 'outgoing' : 'incoming'
  return call.direction === 'outbound' ? 'outgoing' : 'incoming'
}

/** The other party's number as it is written; `''` when it is withheld. */
export function numberOf({ call, number }: CallView, ownExtension: string): string {
  if (number?.international) return number.international
  const outwards =
    call.direction === 'outbound' || (call.direction === 'internal' && call.from === ownExtension)
  return safeWords(number?.e164 || (outwards ? call.to : call.from))
}

/** Where a number comes from and what it is, e.g. `Netherlands · mobile`. */
export function numberFacts({ number }: CallView, texts: Texts): string {
  if (!number) return ''
  return [texts.country(number.country), texts.kind(number.kind)].filter(Boolean).join(' · ')
}

/** Who it is, as well as is known: name, else number, else that it is withheld. */
export function whoOf(view: CallView, texts: Texts, ownExtension: string): string {
  return (
    safeWords(view.contact?.name) ||
    safeWords(view.contact?.company) ||
    numberOf(view, ownExtension) ||
    texts.text('withheld')
  )
}

/** The whole sentence about a call, e.g. `Conversation with Anna de Jong`. */
export function titleOf(view: CallView, texts: Texts, ownExtension: string): string {
  const name = whoOf(view, texts, ownExtension)
  switch (phaseOf(view, ownExtension)) {
    case 'incoming':
      return texts.text('callFrom', { name })
    case 'outgoing':
      return texts.text('callTo', { name })
    case 'ended':
      return `${texts.text('ended')}: ${name}`
    default:
      return texts.text('conversationWith', { name })
  }
}

/** What is said once about an incoming call, aloud and in the toaster. */
export function announcementOf(
  view: CallView,
  texts: Texts,
  ownExtension: string,
): { title: string; body: string } {
  const name = whoOf(view, texts, ownExtension)
  const company = safeWords(view.contact?.company)
  return { title: texts.text('isCalling', { name }), body: company === name ? '' : company }
}

const ORDER: Phase[] = ['incoming', 'conversation', 'outgoing', 'held', 'ended']

/** The calls to show, the most pressing first; calls alike stay in the order they came in. */
export function callsInOrder(calls: CallView[], ownExtension: string): CallView[] {
  const rank = (view: CallView): number => ORDER.indexOf(phaseOf(view, ownExtension))
  return [...calls].sort((a, b) => rank(a) - rank(b))
}
