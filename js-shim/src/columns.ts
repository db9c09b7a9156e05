/** What a page loads when its host has a column of numbers to be read. */
export { normalizeRows } from './core/normalize-stream.js'
export { createWholeEngine } from './core/whole-engine.js'
