/** What the person at the terminal has to know, in one sentence; no stack is shown. */
export class CommandError extends Error {
  constructor(
    message: string,
    /** 1: it could not be done; 2: it was asked for in a wrong way. */
    readonly exitCode: 1 | 2 = 1,
  ) {
    super(message)
    this.name = 'CommandError'
  }
}
