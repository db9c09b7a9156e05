import assert from 'node:assert/strict'
import test from 'node:test'
import type { Call, CallEvent } from '../../js-shim/src/types.js'
import { joiners } from '../../relay/src/calls/audience.js'

function joining(type: CallEvent['type'], agent: string, agents: string[], members: string[] = []) {
  return joiners({ type, agent } as CallEvent, { agents } as Call, new Set(members)).sort()
}

test('an agent joins when the telephone rings there, dials, or is answered there', () => {
  assert.deepEqual(joining('ringing', '101', ['101']), ['101'])
  assert.deepEqual(joining('ringing', '102', ['101', '102'], ['101']), ['102'])
  assert.deepEqual(joining('dialing', '101', ['101']), ['101'])
  assert.deepEqual(joining('answered', '103', ['101'], ['101']), ['103'])
  assert.deepEqual(joining('ended', '103', []), ['103'])
  assert.deepEqual(joining('answered', '101', ['101'], ['101']), [])
})

test('everybody joins when it rings anywhere, or when it concerns nobody', () => {
  assert.deepEqual(joining('ringing', '', ['']), [''])
  assert.deepEqual(joining('ringing', '', ['', '101'], ['101']), [''])
  assert.deepEqual(joining('ended', '', []), [''])
  assert.deepEqual(joining('voicemail', '', []), [''])
  assert.deepEqual(joining('ended', '', [], ['101']), [])
})

test('an offer, a recording and a choice of contact make nobody join', () => {
  assert.deepEqual(joining('offered', '', []), [])
  assert.deepEqual(joining('recorded', '', []), [])
  assert.deepEqual(joining('identified', '101', []), [])
})

test('where everybody is, everybody does not join again', () => {
  assert.deepEqual(joining('ringing', '', [''], ['']), [])
  assert.deepEqual(joining('ended', '', [''], ['']), [])
})
