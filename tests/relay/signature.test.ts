import assert from 'node:assert/strict'
import test from 'node:test'
import { authorization, signedQuery } from '../../relay/src/dial/zadarma-api.js'
import { secretsEqual } from '../../relay/src/secrets-equal.js'
import { hexSignature, rawSignature, signatureMatches } from '../../relay/src/webhooks/signature.js'

const SECRET = 'zadarma-test-secret'
const TEXT = '4420376918804420376918812026-01-02 10:00:00'
const HEX = 'OWViMDQyZjIxMDNlNGJhMTk2OWExODAzZWVjZDA0NzliZWM0NmE5Mw=='
const RAW = 'nrBC8hA+S6GWmhgD7s0Eeb7EapM='

test('both spellings of a webhook’s signature come out as documented', () => {
  assert.equal(hexSignature(SECRET, TEXT), HEX)
  assert.equal(rawSignature(SECRET, TEXT), RAW)
})

test('either spelling is accepted, anything else is not', () => {
  assert.ok(signatureMatches(SECRET, TEXT, HEX))
  assert.ok(signatureMatches(SECRET, TEXT, RAW))
  const hex = Buffer.from(HEX, 'base64').toString()
  const wrong = ['', ' ', HEX.slice(0, -1), `${HEX} `, `${HEX}, ${HEX}`, hex, HEX.toLowerCase()]
  for (const each of [...wrong, undefined, null, [HEX], { toString: () => HEX }]) {
    assert.equal(signatureMatches(SECRET, TEXT, each), false, String(each))
  }
  assert.equal(signatureMatches('another secret', TEXT, HEX), false)
  assert.equal(signatureMatches(SECRET, `${TEXT} `, HEX), false)
})

test('secrets of different lengths are compared too', () => {
  assert.ok(secretsEqual('', ''))
  assert.ok(secretsEqual('ключ', 'ключ'))
  assert.equal(secretsEqual('key', 'key '), false)
  assert.equal(secretsEqual('key', ''), false)
})

test('an API request is signed as documented', () => {
  const query = signedQuery({ to: '442037691881', from: '100' })
  assert.equal(query, 'format=json&from=100&to=442037691881')
  assert.equal(
    authorization('key', SECRET, '/v1/request/callback/', query),
    'key:MTM2NDQ0YWYwNjk2ZjEwMzgzYTFkOGEzZDc2ZTI5OTllZWQ4NzM4NA==',
  )
  assert.equal(signedQuery({ b: 'x y', a: 'é' }), 'a=%C3%A9&b=x+y&format=json')
})
