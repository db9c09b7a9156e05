import type { CallRecord, Contact } from '../../../js-shim/src/types.js'
import type { CrmPort } from '../../../relay/src/index.js'

/** A CRM in memory that can be slow, and away. */
export class MemoryCrm implements CrmPort {
  readonly contacts: Contact[] = []
  readonly records = new Map<string, CallRecord>()
  /** Every record that it was given, also those that it did not take. */
  readonly attempts: CallRecord[] = []
  asked = 0
  away = false
  findDelayMs = 0

  async findContacts(numbers: string[]): Promise<Contact[]> {
    this.asked++
    if (this.findDelayMs > 0) await new Promise(resolve => setTimeout(resolve, this.findDelayMs))
    if (this.away) throw new Error('the CRM is away')
    return this.contacts.filter(contact => contact.numbers?.some(each => numbers.includes(each)))
  }

  async saveCall(record: CallRecord): Promise<void> {
    this.attempts.push(record)
    if (this.away) throw new Error('the CRM is away')
    this.records.set(record.callId, record)
  }
}
