import { test } from 'node:test'
import { loadEngine } from '../../js-shim/src/core/load-engine.js'
import { checkRandomStreams } from './random-calls.js'

const STREAMS = 100_000

test(`${STREAMS} random streams through Wasm: one record, possible times, no ghost`, async () => {
  checkRandomStreams(await loadEngine(), STREAMS)
})
