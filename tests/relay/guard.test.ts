import assert from 'node:assert/strict'
import test, { after } from 'node:test'
import { addressList } from '../../relay/src/reach/address-list.js'
import { webhookText } from '../../relay/src/webhooks/webhook-text.js'
import { closeConnections, post } from './support/post.js'
import { RelayUnderTest } from './support/relay-under-test.js'
import * as zadarma from './support/zadarma-notice.js'

after(closeConnections)

test('addresses and networks of both kinds', () => {
  const allows = addressList(['192.0.2.7', '198.51.100.0/24', '2001:db8::/32', '::1'])
  for (const inside of [
    '192.0.2.7',
    '198.51.100.0',
    '198.51.100.255',
    '2001:db8:1::5',
    '::1',
    '::ffff:192.0.2.7',
    '::ffff:c633:6401',
  ]) {
    assert.ok(allows(inside), inside)
  }
  for (const outside of ['192.0.2.8', '198.51.101.1', '2001:db9::1', '::', '::ffff:192.0.2.8']) {
    assert.ok(!allows(outside), outside)
  }
  for (const none of ['', 'localhost', '192.0.2.7:80', '192.0.2.7, 1.1.1.1']) {
    assert.ok(!allows(none), none)
  }
  assert.ok(!addressList([])('192.0.2.7'), 'an empty list lets nobody in')
})

test('what is no address stops the relay from starting', async () => {
  for (const wrong of ['', 'zadarma.com', '192.0.2.0/33', '192.0.2.0/', '::/129', '1.2.3.4/8/8']) {
    assert.throws(() => addressList([wrong]), TypeError, wrong)
  }
})

test('behind a proxy the sender’s own address counts, and nobody can claim another', async t => {
  const relay = await RelayUnderTest.open({
    zadarma: { addresses: ['192.0.2.0/24'] },
    server: { trustProxy: '127.0.0.1' },
  })
  t.after(() => relay.close())
  const fields = zadarma.start(zadarma.pbxCallId(1))
  const send = (from: string, forwarded: string) =>
    post({
      url: relay.webhook,
      body: new URLSearchParams(fields).toString(),
      headers: { signature: zadarma.sign(fields), 'x-forwarded-for': forwarded },
      from,
    })
  assert.equal(await send('127.0.0.1', '203.0.113.9'), 401)
  // The proxy appends where the request came from; what the sender wrote stands before it.
  assert.equal(await send('127.0.0.1', '192.0.2.5, 203.0.113.9'), 401)
  assert.equal(await send('127.0.0.2', '192.0.2.5'), 401, 'this is not the proxy')
  assert.equal(relay.count('events'), 0)
  assert.equal(await send('127.0.0.1', '192.0.2.5'), 200)
  closeConnections()
})

test('a caller id that is not UTF-8 is verified byte for byte, raw and escaped', async t => {
  const relay = await RelayUnderTest.open()
  t.after(() => relay.close())
  const bytes = Buffer.from([0xcf, 0xe5, 0xf2, 0xf0, 0xff]) // a name in Windows-1251
  const send = (id: string, callerId: Buffer) => {
    const { caller_id, ...fields } = zadarma.start(id)
    const body = Buffer.concat([Buffer.from(`${new URLSearchParams(fields)}&caller_id=`), callerId])
    const text = [bytes, Buffer.from(`${fields.called_did}${fields.call_start}`)]
    return post({ url: relay.webhook, body, headers: { signature: zadarma.signBytes(text) } })
  }
  const escaped = Buffer.from([...bytes].map(byte => `%${byte.toString(16)}`).join(''))
  assert.equal(await send(zadarma.pbxCallId(1), bytes), 200)
  assert.equal(await send(zadarma.pbxCallId(2), escaped), 200)
  assert.equal(relay.count('calls'), 2)
  const other = Buffer.from([0xcf, 0xe5, 0xf2, 0xf0, 0xfe])
  assert.equal(await send(zadarma.pbxCallId(3), other), 401, 'one byte differs')
  closeConnections()
})

test('text that is UTF-8 stays as it is', () => {
  assert.equal(webhookText(Buffer.from('a=Олена&b=%C3')), 'a=Олена&b=%C3')
  assert.equal(webhookText(Buffer.from([0x61, 0x3d, 0xff, 0x25])), 'a=%ff%')
})
