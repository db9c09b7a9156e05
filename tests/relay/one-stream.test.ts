// One stream for each browser of an agent: a newer one ends the older, which is told so.
import assert from 'node:assert/strict'
import { EventEmitter } from 'node:events'
import type { ServerResponse } from 'node:http'
import test, { after, before } from 'node:test'
import type { Store } from '../../relay/src/store/schema.js'
import { StreamReader } from '../../relay/src/stream/stream-reader.js'
import { StreamCount } from '../support/stream-count.js'
import { RelayUnderTest } from './support/relay-under-test.js'
import { StreamClient } from './support/stream-client.js'
import * as zadarma from './support/zadarma-notice.js'

let relay: RelayUnderTest
before(async () => {
  relay = await RelayUnderTest.open()
})
after(() => relay.close())

test('a newer stream of the same browser and agent ends the older one, which is told so', async () => {
  const older = await relay.stream('101', undefined, 'a')
  const others = [
    await relay.stream('101', undefined, 'b'),
    await relay.stream('102', undefined, 'a'),
    await relay.stream('101'),
    await relay.stream('101'),
    // No name at all.
    await relay.stream('101', undefined, ''),
    await relay.stream('101', undefined, 'x'.repeat(200)),
    await relay.stream('101', undefined, 'x'.repeat(200)),
  ]
  const newer = await relay.stream('101', older.cursor, 'a')
  await older.until(({ ended }) => ended)
  assert.deepEqual(
    older.messages.map(({ event, id }) => [event, id]),
    [
      ['snapshot', older.cursor],
      ['replaced', undefined],
    ],
  )
  await relay.tell(zadarma.start(zadarma.pbxCallId(1)), zadarma.rings(zadarma.pbxCallId(1), '101'))
  for (const stream of [newer, ...others.filter(each => each !== others[1])]) {
    await stream.until(({ told }) => told.at(-1) === 'ringing@101')
  }
  assert.ok(others.every(({ ended }) => !ended))
  for (const stream of [newer, ...others]) stream.close()
})

test('of many streams of one browser at once one stays, and never are there two', async () => {
  const count = new StreamCount()
  const token = await relay.token('103')
  const clients = await Promise.all(
    Array.from({ length: 20 }, () => StreamClient.open(relay.base, token, { browser: 'c' })),
  )
  const told = clients.map(each =>
    each.until(({ messages }) => messages.some(({ event }) => event === 'replaced')),
  )
  const ends = await Promise.allSettled(told)
  assert.equal(ends.filter(({ status }) => status === 'fulfilled').length, 19)
  const stays = clients[ends.findIndex(({ status }) => status === 'rejected')] as StreamClient
  assert.deepEqual([stays.ended, count.pages.length, count.most], [false, 1, 1])
  stays.close()
  count.close()
})

test('an older stream that cannot be ended is cut, so that the newer one need not wait', async () => {
  // The other side takes nothing: its end never comes.
  const response = new (class extends EventEmitter {
    destroyed = false
    destroy() {
      this.destroyed = true
      this.emit('close')
    }
  })()
  // What is not started asks the store nothing.
  const reader = new StreamReader(
    {} as Store,
    'acme',
    '101',
    response as unknown as ServerResponse,
    'a',
  )
  await reader.replace()
  assert.equal(response.destroyed, true)
})
