import { randomBytes } from 'node:crypto'
import { constants, type Stats } from 'node:fs'
import { access, type FileHandle, open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { CommandError } from '../command-error.js'

/** A file that appears under its name when it is whole, and not before. */
export class NewFile {
  readonly #file: FileHandle
  readonly #path: string
  readonly #temporary: string

  private constructor(file: FileHandle, path: string, temporary: string) {
    this.#file = file
    this.#path = path
    this.#temporary = temporary
  }

  /**
   * @param like whose permissions it gets
   * @throws CommandError when there is such a file already and it is not to be replaced
   */
  static async create(
    path: string,
    { replaces, like }: { replaces: boolean; like: Stats | undefined },
  ): Promise<NewFile> {
    if (!replaces && (await exists(path)))
      throw new CommandError(`${path} is there already: remove it, or name another --output.`)
    const temporary = join(
      dirname(path),
      `.${basename(path)}.${randomBytes(6).toString('hex')}.new`,
    )
    const file = await open(temporary, 'wx', like === undefined ? 0o666 : 0o600)
    if (like !== undefined) {
      await file.chmod(like.mode & 0o7777)
      // Only root may give a file away; for everybody else it is theirs already.
      if (like.uid !== process.getuid?.()) await file.chown(like.uid, like.gid).catch(() => {})
    }
    return new NewFile(file, path, temporary)
  }

  write(bytes: Buffer): Promise<void> {
    return writeAll(this.#file, bytes, null)
  }

  /** Puts it in its place, once it is on the disk. */
  async finish(): Promise<void> {
    await this.#file.sync()
    await this.#file.close()
    await rename(this.#temporary, this.#path)
    const folder = await open(dirname(this.#path), constants.O_RDONLY).catch(() => null)
    await folder?.sync().catch(() => {})
    await folder?.close()
  }

  /** Leaves nothing behind. */
  async abandon(): Promise<void> {
    await this.#file.close().catch(() => {})
    await rm(this.#temporary, { force: true })
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}

/** A full disk may take a part before it refuses the rest. @param at `null`: where the last ended */
export async function writeAll(file: FileHandle, bytes: Buffer, at: number | null): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const place = at === null ? null : at + done
    done += (await file.write(bytes, done, bytes.length - done, place)).bytesWritten
  }
}
