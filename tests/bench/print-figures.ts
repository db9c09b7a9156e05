/** What a benchmark measured. */
export interface Figure {
  name: string
  value: number
  unit: string
  /** With what it was compared. */
  against?: string
}

const shown = (value: number) =>
  value < 100 ? value.toFixed(value < 10 ? 2 : 1) : Math.round(value).toLocaleString('en-GB')

/** A table for people and the notes below it; with `--json` one object for programs. */
export function printFigures(figures: readonly Figure[], notes: readonly string[] = []): void {
  if (process.argv.includes('--json')) {
    console.log(JSON.stringify({ figures }))
    return
  }
  for (const { name, value, unit, against } of figures) {
    const compared = against ? `  (${against})` : ''
    console.log(`${name.padEnd(36)}${shown(value).padStart(12)} ${unit}${compared}`)
  }
  for (const note of notes) console.log(note)
}
