// A reader that takes nothing: real sockets, the hub and the readers of the relay, but events
// straight into the hub, since it takes far more of them than a socket's buffers hold.
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type ServerResponse } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { openDatabase } from '../../relay/src/store/database.js'
import { tenantStore } from '../../relay/src/store/tenant-scope.js'
import { StreamHub } from '../../relay/src/stream/stream-hub.js'
import { StreamReader } from '../../relay/src/stream/stream-reader.js'
import { StreamClient } from './support/stream-client.js'

const EVENTS = 500
const EVENT_BYTES = 60_000
// What the relay keeps for one connection, with the event that went over the bound.
const KEPT_BYTES = 1024 * 1024 + 2 * EVENT_BYTES

test('a reader that stalls is dropped at a bound; the others get everything', async t => {
  const folder = await mkdtemp(join(tmpdir(), 'deskbell-stall-'))
  const database = await openDatabase(join(folder, 'relay.db'))
  const hub = new StreamHub()
  const responses: ServerResponse[] = []
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    const reader = new StreamReader(tenantStore(database, 'acme'), 'acme', '101', response)
    response.on('close', () => hub.remove(reader))
    void hub.add(reader)
    responses.push(response)
    void reader.start(null, Date.now())
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  t.after(async () => {
    hub.close()
    server.closeAllConnections()
    server.close()
    await database.destroy()
    await rm(folder, { recursive: true })
  })

  const socket = connect(port, '127.0.0.1')
  t.after(() => socket.destroy())
  socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n')
  await new Promise(resolve => socket.once('readable', resolve))
  const stalled = responses[0]
  assert.ok(stalled)
  const healthy = await StreamClient.openUrl(`http://127.0.0.1:${port}/`)
  await healthy.until(({ messages }) => messages.length > 0)

  let most = 0
  for (let seq = 1; seq <= EVENTS; seq++) {
    const body = JSON.stringify({ callId: String(seq), raw: { x: 'x'.repeat(EVENT_BYTES) } })
    hub.publish({ seq, tenant: 'acme', body, members: new Map([['101', 1]]), earlier: [] })
    most = Math.max(most, stalled.writableLength)
    // As fast as the one that reads takes them.
    await healthy.until(({ events }) => events.length >= seq, 30_000)
  }
  assert.ok(stalled.destroyed, 'the connection was dropped')
  assert.ok(most > 0 && most <= KEPT_BYTES, `${most} bytes were kept`)
  assert.deepEqual(
    healthy.events.map(({ id }) => Number(id)),
    Array.from({ length: EVENTS }, (_, index) => index + 1),
  )
  assert.equal(healthy.ended, false)
})

test('a reader that takes nothing for three heart-beats is dropped too', async t => {
  const folder = await mkdtemp(join(tmpdir(), 'deskbell-beat-'))
  const database = await openDatabase(join(folder, 'relay.db'))
  const hub = new StreamHub(20)
  t.after(async () => {
    hub.close()
    await database.destroy()
    await rm(folder, { recursive: true })
  })
  const written: string[] = []
  const response = {
    destroyed: false,
    writableEnded: false,
    writableNeedDrain: false,
    writableLength: 0,
    write(text: string) {
      written.push(text)
      return true
    },
    destroy() {
      this.destroyed = true
    },
    end() {},
  }
  const reader = new StreamReader(
    tenantStore(database, 'acme'),
    'acme',
    '101',
    response as unknown as ServerResponse,
  )
  void hub.add(reader)
  await reader.start(null, Date.now())
  await sleep(150)
  assert.equal(response.destroyed, false)
  assert.ok(written.filter(text => text.startsWith(':')).length >= 3, 'it hears the heart beat')
  response.writableLength = 10
  await sleep(300)
  assert.ok(response.destroyed)
})
