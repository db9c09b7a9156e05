import type { CallRecord, Contact } from '../../js-shim/src/types.js'

/**
 * What the relay asks of a CRM. Each further CRM is one adapter with these functions.
 *
 * The contract:
 * - Both may be called at any time, also several at once, and may be slow or fail: the relay waits
 *   a bounded time, goes on without the answer, and tries `saveCall` again.
 * - A rejected promise means "not done". There is no other way to say so.
 */
export interface CrmPort {
  /**
   * The contacts that have one of these numbers.
   *
   * It is asked while a caller waits for the telephone system to ring somebody, so an answer after
   * `CALLER_NAME_BUDGET_MS` comes too late and is dropped.
   * @param numbers - E.164, at least one.
   * @returns The likely one first; empty when nobody has them.
   */
  findContacts(numbers: string[]): Promise<Contact[]>
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
}
