import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What nobody but the demo's own processes may know. */
export interface DemoSecrets {
  /** Signs the agents' tokens. */
  tokenSecret: string
  /** The account at the simulated telephone system. */
  zadarmaKey: string
  zadarmaSecret: string
  /** The part of the webhook's address that only the telephone system knows. */
  webhookToken: string
}

const random = (bytes: number) => randomBytes(bytes).toString('hex')

/** The secrets of a data directory; made at the first start, readable by their owner only. */
export function demoSecrets(directory: string): DemoSecrets {
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const file = join(directory, 'secrets.json')
  if (!existsSync(file)) {
    const secrets: DemoSecrets = {
      tokenSecret: random(32),
      zadarmaKey: random(10),
      zadarmaSecret: random(10),
      webhookToken: random(24),
    }
    // Renamed when whole: a start that is killed leaves no half file.
    writeFileSync(`${file}.new`, JSON.stringify(secrets, null, 2), { mode: 0o600 })
    renameSync(`${file}.new`, file)
  }
  chmodSync(file, 0o600)
  return JSON.parse(readFileSync(file, 'utf8')) as DemoSecrets
}
