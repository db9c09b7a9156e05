// The same questions to the engine, natively, as WebAssembly and through the product's own door, by
// its quick and its full way, and to google-libphonenumber with the same metadata.
import { loadEngine } from '../../js-shim/src/engine.js'
import type { NormalizedNumber } from '../../js-shim/src/types.js'
import { seeded } from '../bench/phone-corpus.js'
import { askEngine, type EngineAnswer, readAnswer } from './answers.js'
import { libraryCauses, readingCauses } from './causes.js'
import { askGoogle } from './google.js'
import { mutations, plainQuestions, type Question } from './mutations.js'
import { numbersOfAllRows, type RangeNumber } from './range-rows.js'

/** How many questions have each cause, by layer; see difference-causes.json. */
export type CauseCounts = Record<'library' | 'used' | 'reading', Record<string, number>>

export interface Agreement {
  asked: number
  /** Answered without libphonenumber's parser. */
  quick: number
  valid: number
  /** To which normalize() says something else than google-libphonenumber. */
  differing: number
  causes: CauseCounts
  /** What must not be: a difference without a cause, or between two ways of ours. */
  mistakes: string[]
}

/** Questions that are asked at once: some seconds' work, and some 20 MB of answers. */
const SLICE = 25_000

const allRows = numbersOfAllRows(seeded(20_261_121))

/** A number of every `step`th row of libphonenumber's range tables, written in two ways. */
export function rowQuestions(step: number): Question[] {
  return plainQuestions(allRows.filter((_: RangeNumber, index) => index % step === 0))
}

export const rowCount = allRows.length

export const mutatedQuestions = (count: number): Question[] => mutations(allRows, count)

const engine = await loadEngine()

const notesOf = ({ notes }: NormalizedNumber) =>
  notes.map(({ code, detail }) => `${code}=${detail}|`).join('')

/** What the product says, as a line to compare. */
const shown = (number: NormalizedNumber) =>
  [
    number.e164,
    number.country,
    number.kind,
    number.valid ? '1' : '',
    number.extension,
    number.reason,
    notesOf(number),
  ].join('|')

const shownAnswer = (answer: EngineAnswer) =>
  [
    answer.e164,
    answer.country,
    answer.kind,
    answer.valid,
    answer.extension,
    answer.reason,
    answer.notes,
  ].join('|')

/** The product's column of one country against its single numbers' answers. */
function columnMistakes(questions: readonly Question[], answers: readonly EngineAnswer[]) {
  const mistakes: string[] = []
  const places = new Map<string, number[]>()
  questions.forEach(({ country }, place) => {
    const list = places.get(country)
    if (list) list.push(place)
    else places.set(country, [place])
  })
  for (const [country, list] of places) {
    const texts = list.map(place => (questions[place] as Question).text)
    const column = engine.normalizeAll(texts, { country })
    column.e164().forEach((e164, row) => {
      const answer = answers[list[row] as number] as EngineAnswer
      const said = [e164, column.country(row), column.kind(row), column.reason(row)].join('|')
      const wanted = [answer.e164, answer.country, answer.kind, answer.reason].join('|')
      if (said !== wanted) mistakes.push(`column: ${texts[row]} in ${country}: ${said}, ${wanted}`)
    })
  }
  return mistakes
}

/** @param name tells runs at the same time apart */
export async function compareAll(name: string, questions: Question[]): Promise<Agreement> {
  const total: Agreement = {
    asked: questions.length,
    quick: 0,
    valid: 0,
    differing: 0,
    causes: { library: {}, used: {}, reading: {} },
    mistakes: [],
  }
  const count = (layer: keyof CauseCounts, causes: string[], question: Question) => {
    for (const cause of causes) {
      if (cause.startsWith('unexplained')) {
        total.mistakes.push(`${JSON.stringify(question)}: ${cause}`)
      } else {
        total.causes[layer][cause] = (total.causes[layer][cause] ?? 0) + 1
      }
    }
  }
  const ask = (from: number) => {
    const slice = questions.slice(from, from + SLICE)
    if (slice.length === 0) return null
    // Both run while the answers before are compared.
    const answers = Promise.all(
      (['native', 'wasm'] as const).map(build => askEngine(build, `${name}-${from}`, slice)),
    )
    answers.catch(() => {}) // it is awaited in its turn
    return { slice, answers }
  }
  for (let from = 0, asked = ask(0); asked; from += SLICE) {
    const { slice } = asked
    const [native, wasm] = (await asked.answers) as [string, string]
    asked = ask(from + SLICE)
    const wasmLines = wasm.split('\n')
    const answers = native
      .split('\n')
      .slice(0, -1)
      .map((line, place) => {
        const question = slice[place] as Question
        if (line !== wasmLines[place]) total.mistakes.push(`wasm: ${line}; ${wasmLines[place]}`)
        return readAnswer(line, question.text)
      })
    if (answers.length !== slice.length) total.mistakes.push(`${answers.length} answers`)
    answers.forEach((answer, place) => {
      const question = slice[place] as Question
      const { text, country } = question
      if (answer.quick) total.quick += 1
      if (answer.valid) total.valid += 1
      if (answer.full) total.mistakes.push(`full: ${JSON.stringify(question)}: ${answer.full}`)
      const own = shown(engine.normalize(text, { country }))
      if (own !== shownAnswer(answer)) {
        total.mistakes.push(`product: ${JSON.stringify(question)}: ${own}, ${shownAnswer(answer)}`)
      }
      const google = askGoogle(text, country)
      count('library', libraryCauses(text, country, answer.library, google), question)
      if (answer.used !== text) {
        count('used', libraryCauses(answer.used, country, answer.libraryOfUsed), question)
      }
      const causes = readingCauses(question, answer, google)
      if (causes.length > 0) total.differing += 1
      count('reading', causes, question)
    })
    total.mistakes.push(...columnMistakes(slice, answers))
  }
  return total
}
