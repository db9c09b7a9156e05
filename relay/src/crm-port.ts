import type { Action, Client, CrmField, Person } from '../../js-shim/src/core/rules.js'
import type { CallRecord } from '../../js-shim/src/types.js'

/** Whom the relay asks about. */
export interface ClientQuestion {
  /** The number at the other end in E.164, an extension, or `''` when withheld. */
  number: string
  /** What the caller typed into a voice menu: a customer's number, for example. */
  dtmf?: string
  /** Id of the contact that an agent chose for the call; it counts more than the number. */
  contact?: string
  /**
   * When nobody has the number exactly: find it by so many last digits, since numbers were written
   * into CRMs without their country. 0: exact matches only.
   */
  lastDigits: number
}

/** What a call leads to: its record, and the work that was decided upon. */
export interface CallWork {
  /** `null` while the call goes on. */
  record: CallRecord | null
  /** Id of the contact that the work was decided for; `null` for a new client. */
  contact: string | null
  /** In this order. What one is to hang on (`target.madeBy`) stands before it, or was done before. */
  actions: Action[]
}

/** What became of an action. Every action of a `CallWork` is answered for. */
export interface DoneAction {
  key: string
  /** Id of what it made, for creations. */
  id?: string
  /** Why this CRM will never do it; the relay does not ask again until the action changes. */
  refused?: string
}

/**
 * What the relay asks of a CRM. Each further CRM is one adapter with these functions.
 *
 * The contract:
 * - All may be called at any time, also several at once, and may be slow or fail: the relay waits
 *   a bounded time and goes on without the answer, or tries again.
 * - A rejected promise means "not done". There is no other way to say so.
 */
export interface CrmPort {
  /**
   * Who has this number: the contact, what is open for it (leads, deals, tickets), who is
   * responsible for each, and the values of the fields that routing rules compare.
   *
   * It is asked while a caller waits for the telephone system to ring somebody: an answer after
   * `CALLER_PATIENCE_MS` comes too late for the caller.
   * @returns The likely one when several share the number; `{}` when nobody has it.
   */
  findClient(question: ClientQuestion): Promise<Client>
  /**
   * Keeps the record of an ended call.
   *
   * Idempotent by `callId`: the record comes again with more in it (a recording, a contact) and may
   * come twice with the same. What is `null` or `''` in it is not known here and must not overwrite
   * what is: the page's `saveCall` may know the contact. Records of one call come in order, one at
   * a time.
   * Resolves only when the record is durable: the relay then forgets that it had to be delivered.
   */
  saveCall(record: CallRecord): Promise<void>
  /**
   * Does the work of one call together with its record, in one transaction where the CRM has such:
   * a rejected promise means that nothing was done, and all of it comes again.
   *
   * Idempotent by each action's `key`, which the CRM keeps (unique) beside what the action made: an
   * action that comes again makes nothing anew, and its content completes what was made (a
   * recording that came later) without undoing what people changed since. Left out by a CRM that
   * takes records only; then nothing is decided either.
   */
  carryOut?(work: CallWork): Promise<DoneAction[]>
  /** The CRM's users, for mapping extensions to them. */
  listUsers?(): Promise<Person[]>
  /** The CRM's fields, for mapping values of calls to them. */
  listFields?(): Promise<CrmField[]>
}
