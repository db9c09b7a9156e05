import type { DeskbellError } from '../core/deskbell-error.js'
import { InvalidNumberError } from '../dial/invalid-number.js'
import type { Texts } from '../text/texts.js'

/** Why nothing was dialled, as a line for the agent. */
export function dialWords(texts: Texts, error: unknown): string {
  const reason = reasonOf(error)
  return reason
    ? texts.text('notDialled', { reason: texts.text(`reason_${reason}`) })
    : texts.text('notDialledAgain')
}

function reasonOf(error: unknown) {
  if (error instanceof InvalidNumberError) return error.reason
  const code = (error as Partial<DeskbellError> | null)?.code
  return code === 'unreachable' || code === 'provider_refused' ? code : null
}
