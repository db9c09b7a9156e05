import type { Action, Client, CrmField, Person } from '../../../js-shim/src/core/rules.js'
import type { CallRecord, Contact } from '../../../js-shim/src/types.js'
import type { CallWork, ClientQuestion, CrmPort, DoneAction } from '../../../relay/src/index.js'

/** A CRM in memory that can be slow, and away. */
export class MemoryCrm implements CrmPort {
  readonly contacts: Contact[] = []
  /** What is open for a contact, by its id. */
  readonly open = new Map<string, Client['open']>()
  /** Fields of a contact, by its id. */
  readonly fields = new Map<string, Record<string, string>>()
  readonly users: Person[] = []
  readonly crmFields: CrmField[] = []
  readonly records = new Map<string, CallRecord>()
  /** Every record that it was given, also those that it did not take. */
  readonly attempts: CallRecord[] = []
  /** What it has done, once for each key; the later content. */
  readonly done = new Map<string, Action>()
  /** All work that it was given, also what it did not do. */
  readonly works: CallWork[] = []
  readonly questions: ClientQuestion[] = []
  away = false
  findDelayMs = 0
  /** Why it will never do an action, if so. */
  refuses: (action: Action) => string | undefined = () => undefined

  get asked(): number {
    return this.questions.length
  }

  async findClient(question: ClientQuestion): Promise<Client> {
    this.questions.push(question)
    if (this.findDelayMs > 0) await new Promise(resolve => setTimeout(resolve, this.findDelayMs))
    if (this.away) throw new Error('the CRM is away')
    const { contact: id, number } = question
    const contact = this.contacts.find(each =>
      id === undefined ? each.numbers?.includes(number) : each.id === id,
    )
    if (!contact) return {}
    return { contact, open: this.open.get(contact.id), fields: this.fields.get(contact.id) }
  }

  async saveCall(record: CallRecord): Promise<void> {
    this.attempts.push(record)
    if (this.away) throw new Error('the CRM is away')
    this.records.set(record.callId, record)
  }

  async carryOut(work: CallWork): Promise<DoneAction[]> {
    this.works.push(work)
    if (this.away) throw new Error('the CRM is away')
    if (work.record) this.records.set(work.record.callId, work.record)
    return work.actions.map(action => {
      const { key } = action
      const refused = this.refuses(action)
      if (refused !== undefined) return { key, refused }
      this.done.set(key, action)
      return action.type.startsWith('create_') ? { key, id: `made by ${key}` } : { key }
    })
  }

  async listUsers(): Promise<Person[]> {
    if (this.away) throw new Error('the CRM is away')
    return this.users
  }

  async listFields(): Promise<CrmField[]> {
    if (this.away) throw new Error('the CRM is away')
    return this.crmFields
  }
}
