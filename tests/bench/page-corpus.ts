// A page of fifty thousand nodes with ten thousand telephone numbers, as a CRM's list has them, and
// dates, prices and order numbers beside them. Seeded: the same page on every machine.
import type { Engine } from '../../js-shim/src/engine.js'
import { seeded } from './phone-corpus.js'

const ROWS = 5_000
const PARAGRAPHS = 2_500
export const NUMBERS = 2 * ROWS
/** Elements and texts: a row is one, its four cells and their texts; a paragraph two. */
export const NODES = 9 * ROWS + 2 * PARAGRAPHS

const NAMES = ['Anna de Jong', 'Omar Haddad', 'Maria Kowalska', 'Sarah Green', 'Luc Martin']
const AREAS = ['212', '305', '415', '617', '702', '808', '312', '206']

export interface BigPage {
  body: string
  /** As they are written, in the page's order. */
  numbers: string[]
}

export function makeBigPage(engine: Engine): BigPage {
  const dice = seeded(50_000)
  const pick = (list: readonly string[]) => list[dice(list.length)] as string
  const digits = (count: number) => Array.from({ length: count }, () => dice(10)).join('')

  function throwNumber(): string {
    for (;;) {
      const [area, first, last] = [pick(AREAS), `${2 + dice(8)}${digits(2)}`, digits(4)]
      const number = pick([
        `(${area}) ${first}-${last}`,
        `${area}-${first}-${last}`,
        `+1 ${area} ${first} ${last}`,
        `+1 ${area}-${first}-${last}`,
        `+31 20 ${dice(8) + 1}${digits(2)} ${digits(4)}`,
        `+44 20 7946 0${digits(3)}`,
      ])
      if (engine.normalize(number, { country: 'US' }).valid) return number
    }
  }

  const numbers: string[] = []
  const next = () => {
    const number = throwNumber()
    numbers.push(number)
    return number
  }
  const date = () => `2026-0${1 + dice(9)}-${10 + dice(18)}`
  const notes = [
    () => `Called back on ${next()} about offer ${date()}`,
    () => `${next()} asks for 3 chairs at $${1 + dice(9)},${digits(3)}.00`,
    () => `New number ${next()}, the old one is out of use`,
  ]
  const rows = Array.from({ length: ROWS }, () => {
    const cells = [pick(NAMES), next(), (notes[dice(notes.length)] as () => string)(), date()]
    return `<tr>${cells.map(cell => `<td>${cell}</td>`).join('')}</tr>`
  })
  const others = Array.from(
    { length: PARAGRAPHS },
    () => `<p>Order ORD-${digits(6)} of ${date()} for $${digits(2)}.${digits(2)} was sent.</p>`,
  )
  return {
    body: `<table><tbody>${rows.join('')}</tbody></table>${others.join('')}`,
    numbers,
  }
}
