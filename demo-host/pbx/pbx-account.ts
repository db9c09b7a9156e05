import type { SignatureSpelling } from './zadarma-signing.js'

/** What the simulated telephone system knows of its one customer. */
export interface PbxAccount {
  key: string
  secret: string
  /** IANA zone in which `call_start` is written. */
  timeZone: string
  /** Where webhooks go; `''` until the customer has entered an address. */
  webhookUrl: string
  /** Extensions that ring when a call names none. */
  extensions: string[]
  /** The numbers that the customer rents, digits only; the first is the default. */
  lines: string[]
  spelling: SignatureSpelling
}

/** How people behave in calls that are dialled through the API. Seconds. */
export interface OutgoingHabits {
  /** Until the agent lifts the receiver. */
  pickUpAfter: number
  /** Until the other side answers; absent: waits for steering. */
  answerAfter?: number
  /** Of conversation; absent: until somebody hangs up by steering. */
  duration?: number
  outcome: 'answered' | 'busy' | 'no answer' | 'failed' | 'cancel'
  record: boolean
}
