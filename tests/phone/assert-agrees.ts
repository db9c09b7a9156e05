import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { type CauseCounts, compareAll } from './agreement.js'
import type { Question } from './mutations.js'

interface Listed {
  /** Why there is such a difference, by layer and cause. */
  causes: Record<keyof CauseCounts, Record<string, string>>
  /** How many questions of each list have it. */
  counts: Partial<Record<string, { asked: number; differing: number } & CauseCounts>>
}

const file = new URL('difference-causes.json', import.meta.url)
const sorted = (counts: Record<string, number>) =>
  Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)))

/**
 * Every difference has a cause that is listed in difference-causes.json, as often as is listed there
 * for this list of questions.
 * A new version of the metadata or a change in how texts are read moves the counts:
 * `DESKBELL_WRITE_COUNTS=1 npm test -- phone` (or `npm run test:full -- phone`) writes them anew.
 */
export async function assertAgrees(name: string, questions: Question[]): Promise<void> {
  const { mistakes, causes, asked, differing, quick, valid } = await compareAll(name, questions)
  console.log(
    `${name}: ${asked} asked, ${valid} valid, ${quick} the quick way, ${differing} differ`,
  )
  assert.deepEqual(mistakes.slice(0, 10), [], `${mistakes.length} mistakes`)
  const listed = JSON.parse(readFileSync(file, 'utf8')) as Listed
  const counts = {
    asked,
    differing,
    library: sorted(causes.library),
    used: sorted(causes.used),
    reading: sorted(causes.reading),
  }
  for (const layer of ['library', 'used', 'reading'] as const) {
    const known = Object.keys(listed.causes[layer])
    const unlisted = Object.keys(counts[layer]).filter(cause => !known.includes(cause))
    assert.deepEqual(unlisted, [], `causes of ${layer} that are not listed`)
  }
  if (process.env.DESKBELL_WRITE_COUNTS === '1') {
    listed.counts[name] = counts
    writeFileSync(file, `${JSON.stringify(listed, null, 2)}\n`)
  } else if (listed.counts[name]) {
    assert.deepEqual(counts, listed.counts[name])
  } else {
    console.log(`${name}: no counts are listed yet; every difference has its cause`)
  }
}
