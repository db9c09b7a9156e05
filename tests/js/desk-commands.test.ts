// What the agent and the host ask for.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { anna, makeDesk, quietly, ring } from './desk-world.js'
import { until } from './listening.js'

test('doCall reads the number, dials once, and says in words why not', () =>
  quietly(async () => {
    const world = await makeDesk()
    const [a, b] = await Promise.all([
      world.commands.dial('0413-741 741', anna),
      world.commands.dial('+31413741741', anna),
    ])
    assert.equal(a.callId, b.callId)
    assert.deepEqual(world.line.asked, [{ callId: a.callId, to: '+31413741741', contact: anna }])
    await until('the card', () => world.desk.model.calls.length === 1)
    assert.equal(world.desk.model.calls[0]?.call.direction, 'outbound')
    assert.equal(world.desk.model.calls[0]?.number?.e164, '+31413741741')

    for (const [text, words, reason] of [
      ['+31 (0) 6 134678', /number is too short/, /too short/],
      ['*21*0612345678#', /service codes are not/, /service code/],
      ['#31#0612345678', /service codes are not/, /service code/],
      ['Anna', /no number/, /not a number/],
      ['', /no number/, /not a number/],
      ['112', /on the telephone itself/, /short number/],
    ] as const) {
      await assert.rejects(
        world.commands.dial(text),
        (error: { code: string; detail: string }) =>
          error.code === 'invalid_number' && reason.test(error.detail),
        text,
      )
      assert.match(world.desk.model.notice?.text ?? '', words)
    }
    await world.commands.dial('tel:+31-20-1234567;ext=12')
    await world.commands.dial('tel:20 123 4567;phone-context=+31')
    assert.deepEqual(
      world.line.asked.slice(1).map(({ to }) => to),
      ['+31201234567', '+31201234567'],
    )
    world.line.disconnect()
    await assert.rejects(world.commands.dial('0612345678'), { code: 'unreachable' })
    assert.equal(world.desk.model.notice?.kind, 'error')
    world.desk.notice.dismiss()
    assert.equal(world.desk.model.notice, null)
    world.desk.dispose()
  }))

test('commands that the line cannot do say so; those that it can reach it', () =>
  quietly(async () => {
    const world = await makeDesk({}, { actions: ['answer', 'mute'] })
    ring(world)
    await world.commands.act('c1', { type: 'answer' })
    await world.commands.act('c1', { type: 'mute', on: true })
    await assert.rejects(world.commands.act('c1', { type: 'hold' }), { code: 'not_supported' })
    await assert.rejects(world.commands.act('c9', { type: 'answer' }), { code: 'no_such_call' })
    assert.deepEqual(
      world.line.asked.map(({ action }) => action),
      [{ type: 'answer' }, { type: 'mute', on: true }],
    )
    const { can } = world.desk.model
    assert.deepEqual([can.answer, can.mute, can.hold, can.hangUp], [true, true, false, false])
    world.desk.dispose()
  }))
