import { Value } from 'typebox/value'
import { DeskbellError } from '../../../js-shim/src/core/deskbell-error.js'
import { REPLAY_VERSION, type ReplayFile, ReplayFileSchema } from './replay-file.js'

// The longest call that was seen has some dozens of deliveries of 1 kB each.
const LONGEST_FILE = 4_000_000

/** @throws DeskbellError `too_large`, `bad_json` or `bad_payload` with the first mistake's place. */
export function readReplay(text: string): ReplayFile {
  if (text.length > LONGEST_FILE) {
    throw new DeskbellError('too_large', 'a replay file has at most 4 MB')
  }
  const file = parse(text)
  const { format, version } = (file ?? {}) as Partial<ReplayFile>
  if (format !== 'deskbell-replay') {
    throw new DeskbellError('bad_payload', 'this is no replay file of Deskbell')
  }
  if (version !== REPLAY_VERSION) {
    throw new DeskbellError('bad_payload', `replay files of version ${version} are not known here`)
  }
  if (Value.Check(ReplayFileSchema, file)) return file
  const [mistake] = Value.Errors(ReplayFileSchema, file)
  const place = mistake?.instancePath || 'it'
  throw new DeskbellError('bad_payload', `${place} ${mistake?.message ?? 'is wrong'}`)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new DeskbellError('bad_json', 'this is no JSON')
  }
}
