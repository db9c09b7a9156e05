/** Tells how far a long run is: a bar on a terminal, a line now and then where there is none. */
export class Progress {
  readonly #since = performance.now()
  readonly #isTerminal = process.stderr.isTTY === true
  #told = 0
  #drawn = false

  /** @param part of the whole, 0 to 1; `null`: unknown */
  show(rows: number, part: number | null): void {
    const now = performance.now()
    // Ten times a second is smooth; a log wants a line every ten seconds.
    if (now - Math.max(this.#told, this.#since) < (this.#isTerminal ? 100 : 10_000)) return
    this.#told = now
    const seconds = (now - this.#since) / 1000
    const speed = `${showCount(rows)} rows, ${showCount(Math.round(rows / seconds))} a second`
    const percent = part === null ? '' : `${Math.floor(Math.min(part, 1) * 100)} % `
    if (!this.#isTerminal) {
      process.stderr.write(`${percent}${percent && '· '}${speed}\n`)
      return
    }
    const bar = part === null ? '' : barOf(part, 24)
    const left = part === null || part < 0.02 ? '' : `, ${showLeft(seconds / part - seconds)}`
    process.stderr.write(`\r\x1b[K${bar}${percent.padStart(6)}${speed}${left}`)
    this.#drawn = true
  }

  /** Takes the bar away. @returns seconds since the beginning */
  end(): number {
    if (this.#drawn) process.stderr.write('\r\x1b[K')
    this.#drawn = false
    return (performance.now() - this.#since) / 1000
  }
}

function barOf(part: number, width: number): string {
  const full = Math.round(Math.min(part, 1) * width)
  return `${'█'.repeat(full)}${'░'.repeat(width - full)} `
}

function showLeft(seconds: number): string {
  if (seconds < 60) return `${Math.ceil(seconds)} s left`
  return `${Math.ceil(seconds / 60)} min left`
}

const counts = new Intl.NumberFormat('en-GB')

/** `1,234,567`. */
export const showCount = (count: number): string => counts.format(count)
