import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CALL_STATES } from '../../js-shim/src/core/lists.js'
import {
  announcementOf,
  callsInOrder,
  numberFacts,
  numberOf,
  phaseOf,
  titleOf,
  whoOf,
} from '../../js-shim/src/panel/describe-call.js'
import { reformat, withoutDigit } from '../../js-shim/src/panel/number-input.js'
import { englishTexts } from '../support/english-texts.js'
import { ANNA, BRITISH, call, view } from './sample-calls.js'

const texts = englishTexts()
const OWN = '101'

test('every state of a call has its phase', () => {
  for (const state of CALL_STATES) {
    const inbound = phaseOf(view({ call: call({ state }) }), OWN)
    const outbound = phaseOf(view({ call: call({ state, direction: 'outbound' }) }), OWN)
    if (state === 'ended') assert.deepEqual([inbound, outbound], ['ended', 'ended'])
    else if (state === 'answered' || state === 'held') assert.equal(inbound, outbound)
    else assert.deepEqual([inbound, outbound], ['incoming', 'outgoing'])
  }
})

test('a colleague calls, or is called', () => {
  const from = call({ direction: 'internal', from: '104', to: '101', line: '' })
  const to = call({ direction: 'internal', from: '101', to: '104', line: '' })
  assert.equal(phaseOf(view({ call: from }), OWN), 'incoming')
  assert.equal(phaseOf(view({ call: to }), OWN), 'outgoing')
  assert.equal(numberOf(view({ call: from, number: null }), OWN), '104')
  assert.equal(numberOf(view({ call: to, number: null }), OWN), '104')
})

test('who it is: name, else company, else number, else withheld', () => {
  assert.equal(whoOf(view(), texts, OWN), 'Anna de Jong')
  assert.equal(whoOf(view({ contact: { ...ANNA, name: ' ' } }), texts, OWN), 'Bakkerij Zonneveld')
  assert.equal(whoOf(view({ contact: null }), texts, OWN), '+31 6 12345678')
  const withheld = view({ contact: null, number: null, call: call({ from: '' }) })
  assert.equal(whoOf(withheld, texts, OWN), 'Number withheld')
})

test('the title turns with the answer', () => {
  assert.equal(titleOf(view(), texts, OWN), 'Call from Anna de Jong')
  const answered = view({ call: call({ state: 'answered' }) })
  assert.equal(titleOf(answered, texts, OWN), 'Conversation with Anna de Jong')
  const out = view({ call: call({ state: 'dialing', direction: 'outbound' }) })
  assert.equal(titleOf(out, texts, OWN), 'Calling Anna de Jong')
})

test('what is announced', () => {
  assert.deepEqual(announcementOf(view(), texts, OWN), {
    title: 'Anna de Jong is calling',
    body: 'Bakkerij Zonneveld',
  })
  assert.equal(announcementOf(view({ contact: null }), texts, OWN).body, '')
  assert.equal(numberFacts(view({ number: BRITISH }), texts), 'United Kingdom · landline')
})

test('the ringing call comes first, calls alike in the order they came', () => {
  const of = (callId: string, changes: object) => view({ call: call({ callId, ...changes }) })
  const calls = [
    of('held', { state: 'held' }),
    of('over', { state: 'ended' }),
    of('talk', { state: 'answered' }),
    of('ring-1', {}),
    of('ring-2', { state: 'offered' }),
  ]
  const order = callsInOrder(calls, OWN).map(({ call: { callId } }) => callId)
  assert.deepEqual(order, ['ring-1', 'ring-2', 'talk', 'held', 'over'])
})

/** Puts a space after each third digit. */
const inThrees = (text: string): string => text.replace(/\D/g, '').replace(/(\d{3})(?=\d)/g, '$1 ')

test('the caret stays behind its digit', () => {
  assert.deepEqual(reformat('1234', 4, inThrees), { text: '123 4', caret: 5 })
  assert.deepEqual(reformat('1293 4', 2, inThrees), { text: '129 34', caret: 2 })
  assert.deepEqual(reformat('123 94', 5, inThrees), { text: '123 94', caret: 5 })
  assert.deepEqual(reformat('', 0, inThrees), { text: '', caret: 0 })
})

test('a formatter that loses digits is not followed', () => {
  assert.deepEqual(
    reformat('12#', 3, () => '12'),
    { text: '12#', caret: 3 },
  )
})

test('backspace takes a digit, not a space', () => {
  assert.deepEqual(withoutDigit('123 4', 5), { text: '123 ', caret: 4 })
  assert.deepEqual(withoutDigit('123 4', 4), { text: '124', caret: 2 })
  assert.deepEqual(withoutDigit('', 0), { text: '', caret: 0 })
})
