import type { FileHandle } from 'node:fs/promises'
import { CommandError } from '../command-error.js'

/** How the text of a file is written. `bytes`: any that has ASCII as it is (UTF-8, Windows-1252). */
export type Encoding = 'bytes' | 'utf-16le' | 'utf-16be'

/** A file's text in portions, each unit of which is one byte (of UTF-8, where it was UTF-16). */
export interface TextSource {
  encoding: Encoding
  /** The byte-order mark, which is no part of the text; may be empty. */
  mark: Buffer
  /** Bytes read so far. */
  read(): number
  chunks: AsyncIterable<string>
}

/** Bytes that are read at once: some thousand rows. */
const CHUNK = 262_144

/** Bytes as they come, from a file or a pipe. */
export async function* bytesOf(file: FileHandle | AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  if (Symbol.asyncIterator in file) {
    yield* file
    return
  }
  const buffer = Buffer.allocUnsafe(CHUNK)
  for (;;) {
    const { bytesRead } = await file.read(buffer, 0, CHUNK, null)
    if (bytesRead === 0) return
    yield buffer.subarray(0, bytesRead)
  }
}

/**
 * Looks at the first bytes and reads the rest accordingly. Bytes that are no valid UTF-8 stay as
 * they are; UTF-16 is written back as UTF-16.
 * @throws CommandError when it is no text
 */
export async function readText(bytes: AsyncIterable<Buffer>): Promise<TextSource> {
  const iterator = bytes[Symbol.asyncIterator]()
  let head = Buffer.alloc(0)
  let read = 0
  const next = async () => {
    const { done, value } = await iterator.next()
    if (done === true) return null
    read += value.length
    return value
  }
  // A pipe may bring less than a mark at first.
  while (head.length < 4) {
    const value = await next()
    if (value === null) break
    head = Buffer.concat([head, value])
  }
  const { encoding, mark } = encodingOf(head)
  const rest = head.subarray(mark.length)
  async function* chunks() {
    const decoder = decoderOf(encoding)
    if (rest.length > 0) yield decoder(rest, false)
    for (let value = await next(); value !== null; value = await next()) yield decoder(value, false)
    yield decoder(Buffer.alloc(0), true)
  }
  return { encoding, mark, read: () => read, chunks: chunks() }
}

function encodingOf(head: Buffer): { encoding: Encoding; mark: Buffer } {
  const starts = (...bytes: number[]) => bytes.every((byte, i) => head[i] === byte)
  const marked = (encoding: Encoding, length: number) => ({
    encoding,
    mark: Buffer.from(head.subarray(0, length)),
  })
  if (starts(0x1f, 0x8b)) throw new CommandError('This is compressed (gzip): unpack it first.')
  if (starts(0x50, 0x4b, 3, 4))
    throw new CommandError('This is a spreadsheet or a zip file: save it as CSV first.')
  if (starts(0xef, 0xbb, 0xbf)) return marked('bytes', 3)
  if (starts(0xff, 0xfe)) return marked('utf-16le', 2)
  if (starts(0xfe, 0xff)) return marked('utf-16be', 2)
  if (head.subarray(0, 1024).includes(0))
    throw new CommandError('This is no text, or UTF-16 without a byte-order mark.')
  return marked('bytes', 0)
}

function decoderOf(encoding: Encoding): (bytes: Buffer, end: boolean) => string {
  if (encoding === 'bytes') return bytes => bytes.toString('latin1')
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true })
  return (bytes, end) => {
    try {
      return Buffer.from(decoder.decode(bytes, { stream: !end })).toString('latin1')
    } catch {
      throw new CommandError('This file says that it is UTF-16, and holds what is none.')
    }
  }
}

/** The bytes of a text that {@link readText} gave, in the encoding that it came in. */
export function encodeText(text: string, encoding: Encoding): Buffer {
  const bytes = Buffer.from(text, 'latin1')
  if (encoding === 'bytes') return bytes
  const units = Buffer.from(bytes.toString(), 'utf16le')
  return encoding === 'utf-16be' ? units.swap16() : units
}

/** Windows-1252 from 0x80 to 0x9f. Node 20's own decoder of that name reads Latin-1. */
const WINDOWS_1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ'
const utf8 = new TextDecoder('utf-8', { fatal: true })

/** What a value of such a text says: UTF-8, or Windows-1252 where it cannot be UTF-8. */
export function meaningOf(value: string): string {
  if (!/[\x80-\xff]/.test(value)) return value
  const bytes = Buffer.from(value, 'latin1')
  try {
    return utf8.decode(bytes)
  } catch {
    return value.replace(/[\x80-\x9f]/g, unit => WINDOWS_1252[unit.charCodeAt(0) - 0x80] ?? unit)
  }
}
