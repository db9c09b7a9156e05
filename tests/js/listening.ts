import { setTimeout as sleep } from 'node:timers/promises'
import type { LineSink, LineStatus } from '../../js-shim/src/ports/line.js'
import type { Call, CallEvent } from '../../js-shim/src/types.js'

/** A sink that writes down what it hears. */
export function listening(known: Call[] = []) {
  const heard = {
    snapshots: [] as Call[][],
    events: [] as CallEvent[],
    statuses: [] as LineStatus[],
    aheadMs: [] as number[],
    /** How often another tab took over. */
    stepsDown: [] as true[],
  }
  const sink: LineSink = {
    snapshot: calls => heard.snapshots.push(calls),
    event: event => heard.events.push(event),
    status: status => heard.statuses.push(status),
    clock: aheadMs => heard.aheadMs.push(aheadMs),
    calls: () => known,
    stepDown: () => heard.stepsDown.push(true),
  }
  return { ...heard, sink }
}

/** Waits until it is so. Fails after `patience` ms, saying what was waited for. */
export async function until(what: string, isSo: () => boolean, patience = 5_000): Promise<void> {
  const end = Date.now() + patience
  while (!isSo()) {
    if (Date.now() > end) throw new Error(`waited ${patience} ms for: ${what}`)
    await sleep(5)
  }
}
