import { createEventBuffer } from 'better-sse'
import type { Call } from '../../../js-shim/src/types.js'

// What is framed is JSON already, or (a snapshot) becomes it here, once.
const framed = () => createEventBuffer({ serializer: data => data as string })

/** The agent's live calls; what follows is after `seq`. */
export function snapshotFrame(seq: number, calls: readonly Call[]): string {
  const data = JSON.stringify({ calls })
  return framed().event('snapshot').id(String(seq)).data(data).dispatch().read()
}

/**
 * One event (JSON).
 * @param seq - Absent for an event from before the reader joined its call: such a one stands in
 *   front of the joining event and leaves the reader's cursor where it was.
 */
export function eventFrame(body: string, seq?: number): string {
  const frame = framed().event('call_event')
  if (seq !== undefined) frame.id(String(seq))
  return frame.data(body).dispatch().read()
}

/** Says nothing; keeps proxies from closing the connection, and shows dead ones. */
export const HEARTBEAT = framed().comment().dispatch().read()

/** The last word of a stream: its browser has a newer one. */
export const REPLACED = framed().event('replaced').data('{}').dispatch().read()
