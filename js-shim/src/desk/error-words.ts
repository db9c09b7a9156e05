import { DeskbellError } from '../core/engine.js'
import type { Texts } from '../text/texts.js'

/** Longest part of an error that an agent is shown. */
const LIMIT = 160

/** Why a call was not dialled or steered, as a line for the agent. */
export function dialWords(texts: Texts, error: unknown): string {
  const why = error instanceof DeskbellError ? error.detail : ''
  return [texts.text('call'), why.slice(0, LIMIT)].filter(Boolean).join(': ')
}

/** A host's hook failed; its own words are for its developers. */
export function hostWords(texts: Texts, _error: unknown): string {
  return texts.text('notSaved')
}
