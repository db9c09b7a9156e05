/** What ends a field and a record. */
export interface CsvMarks {
  /** One character. */
  delimiter: string
  /** `\n` (also of `\r\n`), or `\r` in files of old Macs. */
  lineEnd: string
}

const QUOTE = 34
const CARRIAGE_RETURN = 13

/**
 * Finds fields in a text, record by record. A quote only opens at a field's beginning and only
 * closes in front of a delimiter or the end; a doubled one is data (RFC 4180), and so is any other.
 */
export class CsvFields {
  readonly #text: string
  readonly #marks: CsvMarks
  readonly #isEnd: boolean
  readonly #delimiter: number
  readonly #lineEnd: number
  // Looked for once, not once a field: in a text without delimiters that would be once a row.
  #nextDelimiter = -1
  #nextLineEnd = -1

  /** Begin and end of each field of the record that was found last, without its quotes. */
  readonly spans: number[] = []
  /** How many fields that record has. */
  count = 0
  /** Behind that record and its end. */
  next = 0
  /** Lines that it takes. */
  lines = 0

  /** @param isEnd nothing follows the text */
  constructor(text: string, marks: CsvMarks, isEnd: boolean) {
    this.#text = text
    this.#marks = marks
    this.#isEnd = isEnd
    this.#delimiter = marks.delimiter.charCodeAt(0)
    this.#lineEnd = marks.lineEnd.charCodeAt(0)
  }

  /** @returns whether the record at `from` is whole; otherwise it goes on behind the text */
  find(from: number): boolean {
    const text = this.#text
    const length = text.length
    let at = from
    this.count = 0
    this.lines = 1
    for (;;) {
      const begin = at
      if (text.charCodeAt(at) === QUOTE) {
        const end = this.#closingQuote(at + 1)
        if (end < 0 || (end === length - 1 && !this.#isEnd)) return false
        this.#push(begin + 1, end)
        at = end + 1
        if (text.charCodeAt(at) === CARRIAGE_RETURN && this.#lineEnd !== CARRIAGE_RETURN) {
          // `"…"\r` may be followed by `\n` in the next portion.
          if (at === length - 1 && !this.#isEnd) return false
          at++
        }
      } else {
        const stop = this.#lineEndFrom(at)
        if (stop === length && !this.#isEnd) return false
        at = Math.min(this.#delimiterFrom(at), stop)
        const isCut =
          at === stop && at > begin && text.charCodeAt(at - 1) === CARRIAGE_RETURN && at < length
        this.#push(begin, isCut ? at - 1 : at)
      }
      const behind = text.charCodeAt(at)
      at++
      if (behind !== this.#delimiter || at > length) {
        this.next = Math.min(at, length)
        return true
      }
    }
  }

  #push(begin: number, end: number): void {
    this.spans[2 * this.count] = begin
    this.spans[2 * this.count + 1] = end
    this.count++
  }

  #delimiterFrom(at: number): number {
    if (this.#nextDelimiter < at) {
      const found = this.#text.indexOf(this.#marks.delimiter, at)
      this.#nextDelimiter = found < 0 ? this.#text.length : found
    }
    return this.#nextDelimiter
  }

  #lineEndFrom(at: number): number {
    if (this.#nextLineEnd < at) {
      const found = this.#text.indexOf(this.#marks.lineEnd, at)
      this.#nextLineEnd = found < 0 ? this.#text.length : found
    }
    return this.#nextLineEnd
  }

  /** Where the quoted field ends; -1: not within the text. Counts the lines on the way. */
  #closingQuote(from: number): number {
    const text = this.#text
    for (let at = from; ; at++) {
      const code = text.charCodeAt(at)
      if (code === this.#lineEnd) this.lines++
      if (code !== QUOTE) {
        if (at >= text.length) return -1
        continue
      }
      const behind = text.charCodeAt(at + 1)
      if (behind === QUOTE) at++
      else if (behind === this.#delimiter || behind === this.#lineEnd) return at
      else if (behind === CARRIAGE_RETURN || at + 1 === text.length) return at
    }
  }
}
