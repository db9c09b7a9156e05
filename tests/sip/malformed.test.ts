import { test } from 'node:test'
import { proveMalformed } from './prove-malformed.js'

test('1,000 malformed messages: the page lives, and can be called', () => proveMalformed(1_000))
