// What of the telephone in the page needs no page: its config, the parties of a call, its ratings.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readParty } from '../../js-shim/src/line/sip-party.js'
import { rate } from '../../js-shim/src/phone/call-quality.js'
import { sipMistake } from '../../js-shim/src/read/read-sip-config.js'

const account = { uri: 'sip:101@example.com', password: 'x', servers: ['wss://sip.example.com'] }

test('a SIP config is read strictly, and says in one line what is wrong', () => {
  const ha1 = '0cc175b9c0f1b6a831c399e269772661'
  for (const good of [
    { accounts: [account] },
    { accounts: [{ ...account, ha1, realm: 'example.com' }], mostCalls: 20 },
    { accounts: [account], iceServers: [{ urls: ['stun:a', 'turns:b'], username: 'u' }] },
  ]) {
    assert.equal(sipMistake(good), null)
  }
  for (const [bad, word] of [
    [null, 'sip'],
    [{ accounts: [] }, 'accounts'],
    [{ accounts: [{ ...account, uri: 'sips:101@example.com' }] }, 'uri'],
    [{ accounts: [{ ...account, uri: 'sip:101@example.com>' }] }, 'uri'],
    [{ accounts: [{ ...account, servers: ['https://example.com'] }] }, 'servers'],
    [{ accounts: [{ ...account, servers: [] }] }, 'servers'],
    [{ accounts: [{ ...account, password: 7 }] }, 'password'],
    [{ accounts: [{ ...account, ha1: 'no', realm: 'x' }] }, 'ha1'],
    [{ accounts: [{ ...account, ha1 }] }, 'ha1'],
    [{ accounts: [account], iceServers: [{ urls: 'http://x' }] }, 'iceServers'],
    [{ accounts: [account], mostCalls: 0 }, 'mostCalls'],
    [{ accounts: [account], mostCalls: 21 }, 'mostCalls'],
  ] as const) {
    assert.match(`${sipMistake(bad)}`, new RegExp(word))
  }
})

test('a user of a SIP address is a number, an extension, or nothing to go by', () => {
  const readNumber = (text: string) =>
    /^\+?31\d{9}$/.test(text) ? `+${text.replace('+', '')}` : ''
  assert.deepEqual(readParty('101', readNumber), { number: '101', outside: false })
  assert.deepEqual(readParty('+31612345678', readNumber), {
    number: '+31612345678',
    outside: true,
  })
  for (const strange of ['anonymous', '<script>', '', '+', '1'.repeat(500), 'anna;101']) {
    assert.deepEqual(readParty(strange, readNumber), { number: '', outside: true })
  }
})

test('a rating falls with loss, jitter and delay', () => {
  assert.ok(rate(0, 2, 20) > 90)
  assert.ok(rate(0.03, 5, 60) < 90)
  assert.ok(rate(0, 5, 600) < 80)
  assert.ok(rate(0.2, 30, 300) < 50)
  assert.equal(rate(1, 1_000, 9_000), 0)
})
