import assert from 'node:assert/strict'
import { test } from 'node:test'
import { laterToaster } from '../../js-shim/src/toaster/later-toaster.js'
import type { Toaster } from '../../js-shim/src/toaster/toaster.js'

test('a call that ended while the toaster was on its way is not shown', async () => {
  const done: string[] = []
  const toaster: Toaster = {
    show: callId => done.push(`show ${callId}`),
    close: callId => done.push(`close ${callId}`),
    dispose: () => done.push('dispose'),
  }
  let resolve = (_: Toaster) => {}
  const promise = new Promise<Toaster>(done => {
    resolve = done
  })
  const later = laterToaster(() => promise)
  const toast = { title: 'x is calling', body: '', onClick() {} }
  later.show('ended', toast)
  later.show('rings', toast)
  later.close('ended')
  resolve(toaster)
  await promise
  await new Promise(setImmediate)
  assert.deepEqual(done, ['show rings', 'close ended'])
  later.show('ended', toast)
  await new Promise(setImmediate)
  assert.equal(done.at(-1), 'show ended')
})
