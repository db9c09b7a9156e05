// Makes js-shim/src/core/lists.ts from the .def files, the one place where the names stand.
// A test in tests/house fails when the file on disk differs.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = new URL('../', import.meta.url)

/** TypeScript name, file, and what one item of the list is. */
const LISTS = [
  ['CallEventType', 'wasm-core/calls/event_types.def'],
  ['CallState', 'wasm-core/calls/call_states.def'],
  ['CallDirection', 'wasm-core/calls/directions.def'],
  ['CallOutcome', 'wasm-core/calls/outcomes.def'],
  ['EffectType', 'wasm-core/calls/effects.def'],
  ['ActionType', 'wasm-core/rules/actions.def'],
  ['RuleMoment', 'wasm-core/rules/moments.def'],
  ['ClientKind', 'wasm-core/rules/client_kinds.def'],
  ['Answerer', 'wasm-core/rules/answerers.def'],
  ['CallResult', 'wasm-core/rules/call_results.def'],
  ['Assignee', 'wasm-core/rules/assignees.def'],
  ['EntityType', 'wasm-core/rules/entities.def'],
  ['RuleOperator', 'wasm-core/rules/operators.def'],
  ['RuleLocation', 'wasm-core/rules/locations.def'],
  ['RouteStep', 'wasm-core/rules/route_steps.def'],
  ['ErrorCode', 'wasm-core/base/error_codes.def'],
  ['NumberKind', 'wasm-core/phone/number_kinds.def'],
  ['NumberReason', 'wasm-core/phone/number_reasons.def'],
  ['NumberNoteCode', 'wasm-core/phone/number_notes.def'],
]

function items(file) {
  const text = readFileSync(new URL(file, root), 'utf8')
  return [...text.matchAll(/^\s*DESKBELL_\w+\((\w+)/gm)].map(match => match[1])
}

export function listsSource() {
  const constant = name =>
    `${name.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase()}S`.replace(/SS$/, 'S')
  const parts = LISTS.map(([name, file]) => {
    const values = items(file).map(item => `  '${item}',`)
    return `/** From ${file}. */\nexport const ${constant(name)} = [\n${values.join('\n')}\n] as const\nexport type ${name} = (typeof ${constant(name)})[number]\n`
  })
  return `// Made by scripts/generate-lists.mjs from the .def files; do not edit.\n\n${parts.join('\n')}`
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(new URL('js-shim/src/core/lists.ts', root), listsSource())
}
