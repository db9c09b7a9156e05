import type { Toaster } from './toaster.js'

/** Fetches the toaster with the first toast; what fails to come is fetched anew with the next one. */
export function laterToaster(fetchToaster: () => Promise<Toaster>): Toaster {
  let coming: Promise<Toaster> | undefined
  /** A call that ended while the toaster was on its way has no toast any more. */
  const wanted = new Set<string>()
  // Without it a call still has its card and its ring.
  const run = (what: (toaster: Toaster) => unknown) =>
    void coming?.then(what).catch(problem => console.error('Deskbell:', problem))
  return {
    show(callId, toast) {
      wanted.add(callId)
      coming ??= fetchToaster().catch(problem => {
        coming = undefined
        throw problem
      })
      run(toaster => wanted.has(callId) && toaster.show(callId, toast))
    },
    close(callId) {
      wanted.delete(callId)
      run(toaster => toaster.close(callId))
    },
    dispose: () => run(toaster => toaster.dispose()),
  }
}
