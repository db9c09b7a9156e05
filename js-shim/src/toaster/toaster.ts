/** What a toaster says about one call. */
export interface Toast {
  title: string
  body: string
  /** The agent clicked it: bring the page to the front and open the contact. */
  onClick: () => void
}

/** Tells the agent about a call while the eyes are elsewhere. One toast a call. */
export interface Toaster {
  /** Shows the toast of a call, or changes the words of the one that is shown. */
  show(callId: string, toast: Toast): void
  close(callId: string): void
  /** Closes all and lets go of everything. */
  dispose(): void
}
