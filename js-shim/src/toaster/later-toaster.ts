import type { Toaster } from './toaster.js'

/** Fetches the toaster with the first toast; what fails to come is fetched anew with the next one. */
export function laterToaster(fetchToaster: () => Promise<Toaster>): Toaster {
  let coming: Promise<Toaster> | undefined
  // Without it a call still has its card and its ring.
  const run = (what: (toaster: Toaster) => void) =>
    void coming?.then(what).catch(problem => console.error('Deskbell:', problem))
  return {
    show(callId, toast) {
      coming ??= fetchToaster().catch(problem => {
        coming = undefined
        throw problem
      })
      run(toaster => toaster.show(callId, toast))
    },
    close: callId => run(toaster => toaster.close(callId)),
    dispose: () => run(toaster => toaster.dispose()),
  }
}
