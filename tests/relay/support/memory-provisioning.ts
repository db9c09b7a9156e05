import type { NewAccount, Provisioning } from '../../../relay/src/index.js'

/** A telephone system in memory that can fail before or after it has done what it was asked. */
export class MemoryProvisioning implements Provisioning {
  readonly accounts = new Map<string, NewAccount & { extension: string; suspended: boolean }>()
  readonly passwords: string[] = []
  #next = 200
  fails: 'before' | 'after' | null = null
  async create(account: NewAccount) {
    this.passwords.push(account.password)
    return this.#do(() => {
      const known = this.accounts.get(account.id)
      const extension = known?.extension ?? String(this.#next++)
      this.accounts.set(account.id, known ?? { ...account, extension, suspended: false })
      return { extension }
    })
  }
  suspend = async (id: string, suspended: boolean) =>
    this.#do(() => void Object.assign(this.accounts.get(id) ?? {}, { suspended }))
  delete = async (id: string) => this.#do(() => void this.accounts.delete(id))
  signOnLink = async (id: string) => this.#do(() => `https://pbx.example/sign-on/${id}`)
  #do<T>(what: () => T): T {
    if (this.fails === 'before') throw new Error('away')
    const done = what()
    if (this.fails === 'after') throw new Error('the answer was lost')
    return done
  }
}
