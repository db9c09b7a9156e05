import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadEngine } from '../../js-shim/src/core/load-engine.js'
import type { CallEvent } from '../../js-shim/src/types.js'
import { EventIntake } from '../../relay/src/calls/event-intake.js'
import { UnclaimedClicks } from '../../relay/src/calls/unclaimed-clicks.js'
import { findCall } from '../../relay/src/store/calls.js'
import { openDatabase } from '../../relay/src/store/database.js'
import { GroupCommit } from '../../relay/src/store/group-commit.js'
import { tenantStore } from '../../relay/src/store/tenant-scope.js'

const START = Date.UTC(2026, 0, 2, 10)
const click = (callId: string): CallEvent => ({
  id: `deskbell/dialing/${callId}`,
  provider: 'deskbell',
  callId,
  type: 'dialing',
  at: START,
  direction: 'outbound',
  from: '100',
  to: '+31612345678',
  line: '',
  agent: '100',
})

test('a click that the telephone system never took up ends after two minutes, once', async () => {
  let now = START
  const database = await openDatabase(':memory:')
  const store = tenantStore(database, 'acme')
  const committed: string[] = []
  const intake = new EventIntake(
    new GroupCommit(database).of('acme'),
    await loadEngine(),
    () => now,
    ({ body }) => committed.push(body),
  )
  const unclaimed = new UnclaimedClicks(
    database,
    async tenant => (tenant === 'acme' ? intake : null),
    () => now,
  )
  await intake.take([click('dk_forgotten'), click('dk_taken')])
  // The PBX speaks of one of them.
  await intake.take([
    { ...click('out_1'), id: 'zadarma/NOTIFY_OUT_START/out_1', provider: 'zadarma', at: START + 1 },
  ])
  now += 119_000
  await unclaimed.endThem()
  assert.equal(committed.length, 3)
  now += 2_000
  await unclaimed.endThem()
  await unclaimed.endThem()
  assert.equal(committed.length, 4)
  const states = await Promise.all(
    ['dk_forgotten', 'dk_taken'].map(async callId => await findCall(store, callId)),
  )
  const ended = states.filter(call => call?.state === 'ended')
  assert.equal(ended.length, 1)
  assert.equal(ended[0]?.outcome, 'no_answer')
  unclaimed.close()
  await database.destroy()
})
