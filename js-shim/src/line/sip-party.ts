import type { IncomingRequest } from 'jssip/lib/SIPMessage.js'
import type { CallDirection } from '../core/lists.js'
import { readText } from '../read/values.js'

/** Longest name of a caller that is kept, UTF-16 units. */
const LONGEST_NAME = 200
const EXTENSION = /^[0-9*#]{1,8}$/

/** What a user part of a SIP address is: a number in E.164, an extension, or nothing to go by. */
export interface Party {
  number: string
  outside: boolean
}

/** Reads a number; `''` when it is none that can be called from outside. */
export type ReadNumber = (text: string) => string

export function readParty(user: string, readNumber: ReadNumber): Party {
  const text = readText(user, 64)
  if (EXTENSION.test(text)) {
    // In some countries a short number is one of the network's; a telephone's user is nearer.
    const number = text.length > 6 ? readNumber(text) : ''
    return number ? { number, outside: true } : { number: text, outside: false }
  }
  const number = /^[+0-9().\s-]+$/.test(text) ? readNumber(text) : ''
  return number ? { number, outside: true } : { number: '', outside: true }
}

/** Who calls whom, of an INVITE that came in. */
export interface Caller {
  direction: CallDirection
  from: string
  to: string
  line: string
  /** What the caller's telephone, or the exchange, calls them: nobody vouches for it. */
  name: string
}

export function readCaller(
  request: IncomingRequest,
  extension: string,
  readNumber: ReadNumber,
): Caller {
  const from = readParty(decode(request.from.uri.user), readNumber)
  const called = readParty(decode(request.to.uri.user), readNumber)
  const line = called.outside ? called.number : ''
  return {
    direction: from.outside ? 'inbound' : 'internal',
    from: from.number,
    to: line || extension,
    line,
    name: readText(request.from.display_name, LONGEST_NAME),
  }
}

function decode(user: unknown): string {
  const text = readText(user, 200)
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}
