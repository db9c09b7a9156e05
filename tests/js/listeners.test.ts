import assert from 'node:assert/strict'
import { mock, test } from 'node:test'
import { Listeners } from '../../js-shim/src/host/listeners.js'
import { makeCall } from './make-call.js'

const context = { leading: true }

test('many listeners hear one event, in the order in which they came', () => {
  const listeners = new Listeners()
  const heard: string[] = []
  listeners.on('ringing', call => heard.push(`a ${call.callId}`))
  listeners.on('ringing', call => heard.push(`b ${call.callId}`))
  listeners.on('answered', () => heard.push('never'))
  listeners.emit('ringing', makeCall({ callId: 'c1' }), context)
  assert.deepEqual(heard, ['a c1', 'b c1'])
})

test('a listener that throws stops no other, and is reported', () => {
  const reported = mock.method(console, 'error', () => {})
  const listeners = new Listeners()
  const oops = new Error('host code')
  let heard = 0
  listeners.on('ringing', () => {
    throw oops
  })
  listeners.on('ringing', () => heard++)
  listeners.emit('ringing', makeCall(), context)
  reported.mock.restore()
  assert.equal(heard, 1)
  assert.deepEqual(reported.mock.calls[0]?.arguments, [oops])
})

test('a listener leaves alone, also in the middle of an event', () => {
  const listeners = new Listeners()
  const heard: string[] = []
  const same = () => heard.push('same')
  const off = listeners.on('ended', same)
  listeners.on('ended', same)
  listeners.on('ended', () => offLast())
  const offLast = listeners.on('ended', () => heard.push('last'))
  off()
  listeners.emit('ended', makeCall(), context)
  listeners.emit('ended', makeCall(), context)
  assert.deepEqual(heard, ['same', 'last', 'same'])
  off()
  assert.equal(listeners.size, 2)
})

test('what one listener changes in the call, no other sees', () => {
  const listeners = new Listeners()
  const call = makeCall({ contact: { id: '1', name: 'Anna' } })
  let seen = ''
  listeners.on('ringing', copy => {
    if (copy.contact) copy.contact.name = 'Mallory'
  })
  listeners.on('ringing', copy => {
    seen = copy.contact?.name ?? ''
  })
  listeners.emit('ringing', call, context)
  assert.equal(seen, 'Anna')
  assert.equal(call.contact?.name, 'Anna')
})

test('a name that is no event, and a listener that is no function, are refused with words', () => {
  const listeners = new Listeners()
  const bad = { code: 'bad_event' }
  assert.throws(() => listeners.on('rining' as 'ringing', () => {}), bad)
  assert.throws(() => listeners.on('ringing', 'oops' as unknown as () => void), bad)
  assert.equal(listeners.size, 0)
})
