import type { Replay } from '../../relay/src/replay/replay.js'
import {
  decidedWords,
  fieldName,
  moment,
  printable,
  stepWords,
  value,
  verdictWords,
} from '../../relay/src/replay/words.js'

const IN_THE_END = ['outcome', 'agent', 'ringSeconds', 'talkSeconds', 'contact', 'recordingUrl']

/** The whole call as lines for a terminal. */
export function tellReplay(replay: Replay, engine: string): string[] {
  const { file, steps } = replay
  const lines = [
    heading(replay),
    `${file.redacted ? 'Redacted. ' : ''}It holds: ${file.contains.map(printable).join('; ')}.`,
    '',
  ]
  for (const step of steps) {
    const { when, what, by, state, notes, ignored, differences } = stepWords(step)
    lines.push(`${when}: ${what}  [${by}]`)
    for (const note of [state, ...notes, ...ignored].filter(Boolean)) lines.push(`    ${note}`)
    for (const difference of differences) lines.push(`  ! ${difference}`)
  }
  for (const decided of replay.decided) {
    const { what, work } = decidedWords(decided)
    lines.push('', `${what}.`, ...work.map(words => `    ${words}`))
  }
  return [...lines, '', inTheEnd(replay), ...verdictWords(replay, engine)]
}

function heading({ file }: Replay): string {
  const { direction, from, to, provider } = file.record
  const began = file.deliveries[0]?.at
  const parties = `${printable(from) || 'withheld'} → ${printable(to)}`
  const when = began === undefined ? '' : `, first heard of on ${moment(began)}`
  return `Call ${printable(file.callId)} (${direction}, ${printable(provider)}): ${parties}${when}`
}

function inTheEnd({ file }: Replay): string {
  const record = file.record as Record<string, unknown>
  const known = IN_THE_END.filter(field => record[field] !== null && record[field] !== '')
  const facts = known.map(field => `${fieldName(field)} ${value(field, record[field])}`)
  return `In the end, says the file: ${file.state}${facts.map(fact => `, ${fact}`).join('')}.`
}
