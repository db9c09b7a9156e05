/** Where a database is, as the one setting says it. */
export type DatabaseAddress = { kind: 'postgres'; url: string } | { kind: 'sqlite'; file: string }

/**
 * Reads the setting: `postgres://user@host/name`, or the path of an SQLite file, with or without
 * `sqlite:` in front.
 * @throws TypeError when it is neither
 */
export function readAddress(setting: string): DatabaseAddress {
  if (/^postgres(ql)?:\/\//.test(setting)) {
    if (!URL.canParse(setting)) throw new TypeError('database: the postgres:// address is broken')
    return { kind: 'postgres', url: setting }
  }
  const file = setting.replace(/^sqlite:/, '')
  // `mysql://…` would otherwise become a file of that name.
  if (file === '' || /^[a-z][a-z\d+.-]+:\/\//i.test(file)) {
    throw new TypeError('database: a postgres:// address or the path of an SQLite file is needed')
  }
  return { kind: 'sqlite', file }
}

/** The address for messages and logs: without password and parameters. */
export function shownAddress(address: DatabaseAddress): string {
  if (address.kind === 'sqlite') return address.file
  const { username, host, pathname } = new URL(address.url)
  return `postgres://${username && `${username}@`}${host}${pathname}`
}
