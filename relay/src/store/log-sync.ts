import { realpathSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'

/**
 * Brings what SQLite has written to its log (`-wal`) to the disk, on a thread of Node's pool: SQLite
 * would stop the whole process for it. The log is a file that SQLite never locks, so that closing
 * this handle gives up no lock of the process.
 */
export class LogSync {
  readonly #path: string
  #log: Promise<FileHandle> | undefined
  #failure: unknown

  /** @param file - The database, which exists. */
  constructor(file: string) {
    // Beside the file itself when the path is a link to it.
    this.#path = `${realpathSync(file)}-wal`
  }

  /**
   * Resolves when all that was committed before is on the disk.
   * @throws When it is not.
   */
  async sync(): Promise<void> {
    try {
      this.#log ??= open(this.#path, 'r+')
      await (await this.#log).datasync()
    } catch (problem) {
      this.#failure = problem
      throw problem
    }
  }

  /**
   * @throws When a sync has failed. The system then takes what it could not write for written, so
   *   that nothing more may be committed; a new process reads what is really there.
   */
  check(): void {
    if (this.#failure !== undefined) throw this.#failure
  }

  async close(): Promise<void> {
    await (await this.#log?.catch(() => undefined))?.close()
  }
}
