import assert from 'node:assert/strict'
import { test } from 'node:test'
import { moveInList, putInList, removeFromList } from '../../demo-host/crm/ordered-list.js'

const list = ['a1', 'b1', 'a2', 'b2'].map(id => ({ id }))
const ids = (items: { id: string }[]) => items.map(({ id }) => id).join(' ')
const sameLetter = (one: { id: string }, other: { id: string }) => one.id[0] === other.id[0]

test('an item moves among its peers, and stays at their end', () => {
  assert.equal(ids(moveInList(list, 'a2', -1)), 'a1 a2 b1 b2')
  assert.equal(ids(moveInList(list, 'a2', -1, sameLetter)), 'a2 b1 a1 b2')
  assert.equal(ids(moveInList(list, 'b1', 1, sameLetter)), 'a1 b2 a2 b1')
  assert.equal(ids(moveInList(list, 'a1', -1, sameLetter)), 'a1 b1 a2 b2')
  assert.equal(ids(moveInList(list, 'a2', 1, sameLetter)), 'a1 b1 a2 b2')
  assert.equal(ids(moveInList(list, 'nobody', 1)), 'a1 b1 a2 b2')
})

test('an item takes the place of the one with its id, or comes last', () => {
  assert.deepEqual(putInList(list, { id: 'b1', new: true } as never)[1], { id: 'b1', new: true })
  assert.equal(ids(putInList(list, { id: 'c' })), 'a1 b1 a2 b2 c')
  assert.equal(ids(removeFromList(list, 'b1')), 'a1 a2 b2')
})
