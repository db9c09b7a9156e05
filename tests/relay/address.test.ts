import assert from 'node:assert/strict'
import test from 'node:test'
import { readAddress, shownAddress } from '../../relay/src/store/address.js'

test('a postgres:// address is PostgreSQL, anything else a file', () => {
  for (const url of ['postgres://u:p@host:5433/crm?sslmode=require', 'postgresql:///crm'])
    assert.deepEqual(readAddress(url), { kind: 'postgres', url })
  for (const [setting, file] of [
    ['deskbell.sqlite', 'deskbell.sqlite'],
    ['/var/lib/deskbell.sqlite', '/var/lib/deskbell.sqlite'],
    ['sqlite:data/deskbell.sqlite', 'data/deskbell.sqlite'],
    ['C:\\data\\deskbell.sqlite', 'C:\\data\\deskbell.sqlite'],
    [':memory:', ':memory:'],
  ] as const)
    assert.deepEqual(readAddress(setting), { kind: 'sqlite', file })
})

test('what is neither is refused, and does not become a file', () => {
  for (const setting of ['', 'sqlite:', 'mysql://host/crm', 'https://host/', 'postgres://host:x/'])
    assert.throws(() => readAddress(setting), TypeError, setting)
})

test('an address is shown without its password and parameters', () => {
  const shown = shownAddress(readAddress('postgres://u:secret@host:5433/crm?password=secret'))
  assert.equal(shown, 'postgres://u@host:5433/crm')
})
