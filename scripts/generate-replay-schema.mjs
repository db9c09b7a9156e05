// Writes docs/replay.schema.json from the schema by which replay files are checked.
// Run: node --import tsx scripts/generate-replay-schema.mjs
import { writeFileSync } from 'node:fs'
import { ReplayFileSchema } from '../relay/src/replay/replay-file.ts'

const file = new URL('../docs/replay.schema.json', import.meta.url)
writeFileSync(file, `${JSON.stringify(ReplayFileSchema, null, 2)}\n`)
