import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accountTime, accountZone } from '../../demo-host/pbx/account-clock.js'
import {
  isAuthorized,
  requestText,
  signature,
  signedText,
} from '../../demo-host/pbx/zadarma-signing.js'

const secret = 'zadarma-test-secret'
const start = {
  event: 'NOTIFY_START',
  caller_id: '442037691880',
  called_did: '442037691881',
  call_start: '2026-01-02 10:00:00',
}

test('a webhook is signed in both spellings as the vendor does', () => {
  assert.equal(signedText(start), '4420376918804420376918812026-01-02 10:00:00')
  assert.equal(
    signature(signedText(start), secret),
    'OWViMDQyZjIxMDNlNGJhMTk2OWExODAzZWVjZDA0NzliZWM0NmE5Mw==',
  )
  assert.equal(signature(signedText(start), secret, 'raw'), 'nrBC8hA+S6GWmhgD7s0Eeb7EapM=')
})

test('each webhook signs its own fields', () => {
  const fields = {
    caller_id: 'a',
    called_did: 'b',
    destination: 'c',
    internal: 'd',
    call_start: 'e',
    pbx_call_id: 'f',
    call_id_with_rec: 'g',
  }
  const texts = Object.fromEntries(
    ['INTERNAL', 'END', 'ANSWER', 'OUT_START', 'OUT_END', 'RECORD'].map(name => [
      name,
      signedText({ event: `NOTIFY_${name}`, ...fields }),
    ]),
  )
  assert.deepEqual(texts, {
    INTERNAL: 'abe',
    END: 'abe',
    ANSWER: 'ace',
    OUT_START: 'dce',
    OUT_END: 'dce',
    RECORD: 'fg',
  })
})

test('an API request is signed over path, sorted parameters and their MD5', () => {
  const request = {
    path: '/v1/request/callback/',
    parameters: { to: '442037691881', format: 'json', from: '100' },
  }
  const expected = 'MTM2NDQ0YWYwNjk2ZjEwMzgzYTFkOGEzZDc2ZTI5OTllZWQ4NzM4NA=='
  assert.equal(signature(requestText(request.path, request.parameters), secret), expected)

  const account = { key: 'the-key', secret }
  const allowed = (header?: string, changed = request) => isAuthorized(header, changed, account)
  assert.equal(allowed(`the-key:${expected}`), true)
  assert.equal(allowed(`other:${expected}`), false)
  assert.equal(allowed(`the-key:${expected.replace('M', 'N')}`), false)
  assert.equal(allowed('the-key:'), false)
  assert.equal(allowed('the-key'), false)
  assert.equal(allowed(undefined), false)
  const other = { ...request, parameters: { ...request.parameters, to: '442037691882' } }
  assert.equal(allowed(`the-key:${expected}`, other), false)
})

test("moments are written in the account's zone, in summer and in winter", () => {
  const winter = Date.UTC(2026, 0, 2, 9, 0, 0)
  assert.equal(accountTime(winter, 'Europe/Amsterdam'), '2026-01-02 10:00:00')
  assert.equal(
    accountTime(Date.UTC(2026, 6, 2, 22, 30, 5), 'Europe/Amsterdam'),
    '2026-07-03 00:30:05',
  )
  assert.equal(accountZone(winter, 'Europe/Amsterdam'), 'UTC+1')
  assert.equal(accountZone(winter, 'UTC'), 'UTC+0')
})
