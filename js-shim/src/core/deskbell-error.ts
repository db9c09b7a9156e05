import type { ErrorCode } from './lists.js'

/** The one error that Deskbell throws or rejects with. */
export class DeskbellError extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly detail: string,
  ) {
    super(`${code}: ${detail}`)
    this.name = 'DeskbellError'
  }
}
