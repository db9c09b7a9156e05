import type { EndEvent } from 'jssip/lib/RTCSession.js'
import type { CallOutcome } from '../core/lists.js'

/** How a call came out that nobody answered. */
export function outcomeOf(
  incoming: boolean,
  { originator, cause, message }: EndEvent,
): CallOutcome {
  const status = (message as { status_code?: number } | null)?.status_code ?? 0
  if (incoming) {
    if (cause === 'Canceled') return answeredElsewhere(message) ? 'canceled' : 'missed'
    return cause === 'Rejected' && originator === 'local' ? 'rejected' : 'missed'
  }
  if (cause === 'Canceled') return 'canceled'
  switch (status) {
    case 486:
    case 600:
      return 'busy'
    case 603:
    case 607:
    case 403:
      return 'rejected'
    case 408:
    case 480:
    case 487:
      return 'no_answer'
    default:
      return 'failed'
  }
}

/** RFC 3326: a colleague took it, so nobody missed it. */
function answeredElsewhere(message: EndEvent['message'] | null): boolean {
  const reason = message?.getHeader?.('Reason') ?? ''
  return /cause\s*=\s*200/i.test(reason) || /completed elsewhere/i.test(reason)
}
