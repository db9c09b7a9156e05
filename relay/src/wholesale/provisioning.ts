/** An account that shall be made at the telephone system. */
export interface NewAccount {
  /** Of the account; the telephone system is told the same for every try. */
  id: string
  tenant: string
  /** The person's name there. */
  email: string
  /** Random; nobody but the telephone system keeps it. */
  password: string
}

/**
 * The telephone system's accounts, as a vendor buys them. Every request may come again: when it
 * was carried out before, nothing more happens. A rejection means that it may not have been.
 */
export interface Provisioning {
  /** @returns The extension of the account, the same at every try. */
  create(account: NewAccount): Promise<{ extension: string }>
  /** A suspended account neither calls nor is called. */
  suspend(id: string, suspended: boolean): Promise<void>
  /** An account that is not there is deleted. */
  delete(id: string): Promise<void>
  /**
   * An address that signs the person in once, within a minute or so, without a password.
   * @throws When there is no such account.
   */
  signOnLink(id: string): Promise<string>
}
