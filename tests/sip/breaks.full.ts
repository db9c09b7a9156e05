import { test } from 'node:test'
import { proveCuts } from './prove-breaks.js'

test('the connection is cut 100 times: registered again each time, and no call is left', async () => {
  console.log(`the slowest took ${await proveCuts(100)} ms`)
})
