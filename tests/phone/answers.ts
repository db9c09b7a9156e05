// Asks the engine, natively and as WebAssembly, through tests/native/phone/phone_answers.cc.
import { execFile } from 'node:child_process'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { LIBRARY_FIELDS, type LibraryAnswer } from './google.js'
import type { Question } from './mutations.js'

export type Build = 'native' | 'wasm'

const FIELDS = [
  'quick',
  'full',
  'e164',
  'country',
  'kind',
  'valid',
  'extension',
  'reason',
  'notes',
  'prepared',
  'preparedExtension',
  'used',
  'words',
  'zero',
] as const

/** What the engine says of a text; see tests/native/phone/phone_answers.cc. */
export interface EngineAnswer extends Record<(typeof FIELDS)[number], string> {
  /** libphonenumber's answer to the text as it stands, on our automata. */
  library: LibraryAnswer
  /** And to `used`. */
  libraryOfUsed: LibraryAnswer
}

const root = new URL('../../', import.meta.url)
const work = new URL('build/phone-answers/', root)
const run = promisify(execFile)

const PROGRAMS: Record<Build, string[]> = {
  native: ['build/native/tests/native/phone_answers'],
  wasm: [process.execPath, 'build/wasm/tests/native/phone_answers.js'],
}

/** The program's answers, a line for each question. `name` tells runs at the same time apart. */
export async function askEngine(
  build: Build,
  name: string,
  questions: readonly Question[],
): Promise<string> {
  await mkdir(work, { recursive: true })
  const asked = new URL(`${name}-${build}.questions`, work).pathname
  const answered = new URL(`${name}-${build}.answers`, work).pathname
  await writeFile(asked, questions.map(({ text, country }) => `${country}\t${text}\n`).join(''))
  const [program, ...words] = PROGRAMS[build] as [string, ...string[]]
  await run(program, [...words, asked, answered], { cwd: root })
  return await readFile(answered, 'utf8')
}

const named = (names: readonly string[], values: string[]) =>
  Object.fromEntries(names.map((name, index) => [name, values[index]]))

/** @param text the one that was asked */
export function readAnswer(line: string, text: string): EngineAnswer {
  const values = line.split('\t')
  const own = FIELDS.length
  const all = own + LIBRARY_FIELDS.length
  if (values.length !== all + LIBRARY_FIELDS.length) throw new Error(`an answer: ${line}`)
  const answer = named(FIELDS, values) as unknown as EngineAnswer
  answer.library = named(LIBRARY_FIELDS, values.slice(own)) as unknown as LibraryAnswer
  answer.libraryOfUsed =
    answer.used === text
      ? answer.library
      : (named(LIBRARY_FIELDS, values.slice(all)) as unknown as LibraryAnswer)
  return answer
}
