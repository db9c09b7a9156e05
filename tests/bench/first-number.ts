// Prints how long the first number takes once the module is there, in ms. A process of its own: in
// a second module V8 would use the machine code that it made for the first.
import { loadEngine } from '../../js-shim/src/engine.js'

const engine = await loadEngine()
const started = performance.now()
const { valid } = engine.normalize('0413-741 741', { country: 'NL' })
const time = performance.now() - started
if (!valid) throw new Error('the first number was not read')
console.log(time)
