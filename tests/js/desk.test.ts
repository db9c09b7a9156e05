import assert from 'node:assert/strict'
import { mock, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { ContactLookup } from '../../js-shim/src/lookup/contact-lookup.js'
import type { CallRecord, Contact } from '../../js-shim/src/types.js'
import { anna, type DeskWorld, makeDesk } from './desk-world.js'
import { until } from './listening.js'
import { makeCall, makeEvent } from './make-call.js'

const number = '+31612345678'
const ring = ({ line }: DeskWorld, callId = 'c1', more = {}) =>
  line.say({ ...makeEvent({ callId, at: Date.now() }), ...more })
const answer = ({ line }: DeskWorld, callId = 'c1', at = Date.now()) =>
  line.say({ ...makeEvent({ callId, type: 'answered', at }) })
const end = ({ line }: DeskWorld, callId = 'c1', more = {}) =>
  line.say({
    ...makeEvent({ callId, type: 'ended', at: Date.now() }),
    outcome: 'completed',
    ...more,
  })

/** What a test does not expect in the console, it must not find there. */
async function quietly(run: () => Promise<void>, expected = 0): Promise<void> {
  const said = mock.method(console, 'error', () => {})
  try {
    await run()
    assert.equal(said.mock.callCount(), expected, `${said.mock.calls[0]?.arguments}`)
  } finally {
    said.mock.restore()
  }
}

test('a call of a known contact: card, toast, listeners, timer, record', () =>
  quietly(async () => {
    const saved: CallRecord[] = []
    const asked: string[][] = []
    const world = await makeDesk({
      findContacts: numbers => {
        asked.push(numbers)
        return [anna]
      },
      saveCall: record => {
        saved.push(record)
      },
    })
    ring(world)
    const [ringing] = world.desk.model.calls
    assert.equal(ringing?.lookup, 'pending')
    await until('the name', () => world.desk.model.calls[0]?.contact !== null)
    const [view] = world.desk.model.calls
    assert.deepEqual(view?.contact, anna)
    assert.equal(view?.lookup, 'done')
    assert.equal(view?.number?.international, '+31 6 12345678')
    assert.deepEqual(asked, [[number]])
    assert.deepEqual(world.toaster.titles, ['Anna de Jong is calling'])
    assert.equal(
      world.toaster.open.get('c1')?.body,
      'Bakkerij Zonneveld · +31\u00a06\u00a012345678',
    )

    const answeredAt = Date.now() - 10_000
    answer(world, 'c1', answeredAt)
    assert.equal(world.toaster.open.size, 0)
    assert.equal(world.desk.model.calls[0]?.call.answeredAt, answeredAt)
    assert.equal(world.desk.model.calls[0]?.call.state, 'answered')

    end(world)
    assert.deepEqual(world.desk.model.calls, [])
    await until('the record', () => saved.length === 1)
    assert.deepEqual(saved[0]?.contact, anna)
    assert.equal(saved[0]?.outcome, 'completed')
    assert.equal(saved[0]?.answeredAt, answeredAt)
    assert.ok((saved[0]?.talkSeconds ?? 0) >= 10)
    assert.deepEqual(
      world.heard.map(([name, call, leading]) => [name, call.contact?.id, leading]),
      [
        ['ringing', undefined, true],
        ['answered', '7', true],
        ['ended', '7', true],
      ],
    )
    world.desk.dispose()
  }))

test('several contacts with one number: nobody is chosen for the agent; the choice is carried on', () =>
  quietly(async () => {
    const saved: CallRecord[] = []
    const bram = { id: '8', name: 'Bram' }
    const world = await makeDesk({
      findContacts: () => [anna, bram],
      saveCall: record => void saved.push(record),
    })
    ring(world)
    await until('the answer', () => world.desk.model.calls[0]?.lookup === 'done')
    assert.equal(world.desk.model.calls[0]?.contact, null)
    assert.equal(world.desk.model.calls[0]?.contacts.length, 2)
    await world.commands.pickContact(bram, 'c1')
    assert.deepEqual(world.desk.model.calls[0]?.contact, bram)
    assert.deepEqual(world.line.asked, [{ callId: 'c1', contact: bram }])
    await sleep(20)
    end(world)
    await until('the record', () => saved.length === 1)
    assert.deepEqual(saved[0]?.contact, bram)
    assert.deepEqual(
      world.heard.map(([name, call]) => [name, call.contact?.id]),
      [
        ['ringing', undefined],
        ['identified', '8'],
        ['ended', '8'],
      ],
    )
    world.desk.dispose()
  }))

test('an unknown number becomes a contact, or is attached to one', () =>
  quietly(async () => {
    const asked: unknown[] = []
    const world = await makeDesk({
      findContacts: () => [],
      createContact: (draft, call) => {
        asked.push([draft, call.callId])
        return { id: '9', name: draft.name, company: draft.company }
      },
      attachNumber: (contact, attached, call) => {
        asked.push([contact, attached, call.callId])
        return { ...contact, numbers: [attached] }
      },
      searchContacts: text => [{ ...anna, role: text }],
    })
    ring(world, 'c1')
    ring(world, 'c2', { from: '+33123456789' })
    await world.commands.createContact({ name: 'Eva', company: 'Bloem' }, 'c1')
    const [found] = await world.commands.searchContacts('ann')
    await world.commands.attachNumber(found as Contact, 'c2')
    assert.deepEqual(asked, [
      [{ name: 'Eva', company: 'Bloem', number }, 'c1'],
      [{ ...anna, role: 'ann' }, '+33123456789', 'c2'],
    ])
    const contacts = world.desk.model.calls.map(({ contact }) => contact?.id)
    assert.deepEqual(contacts, ['9', '7'])
    assert.equal(world.line.asked.length, 2)
    world.desk.dispose()
  }))

test('a call that rings elsewhere opens no card, and one that another answered closes it', () =>
  quietly(async () => {
    const world = await makeDesk({ findContacts: () => [anna] })
    ring(world, 'c1', { agent: '102' })
    assert.deepEqual(world.desk.model.calls, [])
    assert.equal(world.toaster.titles.length, 0)
    ring(world, 'c2')
    await until('the toast', () => world.toaster.open.size === 1)
    world.line.say({
      ...makeEvent({ callId: 'c2', type: 'answered', agent: '102', at: Date.now() }),
    })
    assert.deepEqual(world.desk.model.calls, [])
    assert.equal(world.toaster.open.size, 0)
    world.desk.dispose()
  }))

test('a tab that does not lead shows the card, but neither toasts nor saves', () =>
  quietly(async () => {
    const saved: CallRecord[] = []
    const hooks = {
      findContacts: () => [anna],
      saveCall: (record: CallRecord) => void saved.push(record),
    }
    const world = await makeDesk(hooks, { leading: false })
    ring(world)
    await until('the name', () => world.desk.model.calls[0]?.contact != null)
    answer(world)
    end(world)
    await sleep(20)
    assert.equal(world.toaster.titles.length, 0)
    assert.equal(saved.length, 0)
    assert.ok(world.heard.length === 3 && world.heard.every(([, , leading]) => !leading))
    world.desk.dispose()
  }))

test('after a reload a call comes back with the right time, and what has ended goes', () =>
  quietly(async () => {
    const answeredAt = Date.now() - 134_000
    // As a relay would tell it: made by the engine from the same events.
    const { engine } = await makeDesk()
    const viewpoint = { now: Date.now(), agent: '' }
    const rung = engine.step(null, makeEvent({ at: answeredAt - 5_000 }), viewpoint).call
    const event = makeEvent({ type: 'answered', at: answeredAt })
    const live = engine.step(rung, event, viewpoint).call
    let calls = [live]
    const world = await makeDesk({ findContacts: () => [anna] }, { calls: () => calls })
    await until('the card', () => world.desk.model.calls[0]?.contact != null)
    assert.equal(world.desk.model.calls[0]?.call.answeredAt, answeredAt)
    assert.equal(world.desk.model.calls[0]?.call.state, 'answered')
    assert.equal(world.toaster.titles.length, 0)

    ring(world, 'c2')
    assert.equal(world.desk.model.calls.length, 2)
    world.line.disconnect()
    calls = []
    world.line.connect()
    assert.deepEqual(world.desk.model.calls, [])
    assert.equal(world.toaster.open.size, 0)
    world.desk.dispose()
  }))

test('a call that another answered while the line was broken closes when it is back', () =>
  quietly(async () => {
    let calls = [makeCall({ state: 'ringing' })]
    const world = await makeDesk({}, { calls: () => calls })
    const seen = (type: 'ringing' | 'answered', agent: string) =>
      makeEvent({ callId: 'c1', type, agent, at: Date.now() })
    const rung = world.engine.step(null, seen('ringing', '101'), {
      now: Date.now(),
      agent: '',
    }).call
    calls = [rung]
    world.line.connect()
    await until('the toast', () => world.toaster.open.has('c1'))
    assert.equal(world.desk.model.calls.length, 1)
    calls = [world.engine.step(rung, seen('answered', '102'), { now: Date.now(), agent: '' }).call]
    world.line.connect()
    assert.deepEqual(world.desk.model.calls, [])
    assert.equal(world.toaster.open.size, 0)
    world.desk.dispose()
  }))

test('hooks that come late get the look-ups and records that waited', () =>
  quietly(async () => {
    const saved: CallRecord[] = []
    const world = await makeDesk()
    ring(world, 'c1')
    ring(world, 'c2', { from: '+33123456789' })
    end(world, 'c2')
    await sleep(10)
    assert.equal(world.desk.model.calls[0]?.contact, null)
    world.host.merge({ findContacts: () => [anna], saveCall: record => void saved.push(record) })
    await until('the name', () => world.desk.model.calls[0]?.contact?.id === '7')
    await until('the record', () => saved.length === 1)
    assert.equal(saved[0]?.callId, 'c2')
    assert.equal(world.toaster.titles.at(-1), 'Anna de Jong is calling')
    world.desk.dispose()
  }))

test('a hook that fails gives a notice, never a crash', () =>
  quietly(async () => {
    const fail = () => {
      throw new Error('the CRM is away')
    }
    const world = await makeDesk({
      findContacts: fail,
      createContact: fail,
      openContact: fail,
      requestCallback: fail,
    })
    ring(world)
    await until('a notice', () => world.desk.model.notice !== null)
    assert.equal(world.desk.model.calls[0]?.lookup, 'failed')
    assert.equal(world.desk.model.notice?.kind, 'error')
    await assert.rejects(world.commands.createContact({ name: 'x' }, 'c1'), { code: 'hook_failed' })
    await assert.rejects(world.commands.openContact(anna, 'c1'), { code: 'hook_failed' })
    await assert.rejects(world.commands.requestCallback('c1'), { code: 'hook_failed' })
    await assert.rejects(world.commands.attachNumber(anna, 'c1'), { code: 'no_hook' })
    await assert.rejects(world.commands.requestCallback('nothing'), { code: 'no_such_call' })
    // What the host's developers need to know stands in the console; the agent's line names no hook.
    assert.doesNotMatch(world.desk.model.notice?.text ?? '', /Contact\b.*:/)
    world.desk.dispose()
  }, 5))

test('the answer to an older look-up changes nothing', () =>
  quietly(async () => {
    const answers: ((contacts: Contact[]) => void)[] = []
    const world = await makeDesk({
      findContacts: () => new Promise(resolve => answers.push(resolve)),
    })
    ring(world, 'c1', { from: '+31612345678' })
    const entry = world.desk.find('c1')
    assert.ok(entry)
    // The provider corrects the number while the first look-up still runs.
    const { lookUp } = await import('../../js-shim/src/desk/look-up.js')
    const lookup = new ContactLookup(world.engine.createDirectory(), numbers =>
      world.host.findContacts(numbers),
    )
    lookUp(
      entry,
      '+33123456789',
      world.host,
      lookup,
      () => {},
      error => assert.fail(`${error}`),
    )
    await until('two questions', () => answers.length === 2)
    answers[1]?.([{ id: '2', name: 'Second' }])
    await sleep(5)
    answers[0]?.([{ id: '1', name: 'First' }])
    await sleep(5)
    assert.equal(world.desk.model.calls[0]?.contact?.name, 'Second')
    world.desk.dispose()
  }))

test('a second call shows who it is before the host answers, and is corrected by the answer', () =>
  quietly(async () => {
    const answers: ((contacts: Contact[]) => void)[] = []
    const world = await makeDesk({
      findContacts: () => new Promise(resolve => answers.push(resolve)),
    })
    const view = () => world.desk.model.calls[0]
    ring(world, 'c1')
    await until('a question', () => answers.length === 1)
    answers[0]?.([anna])
    await until('the name', () => view()?.contact?.id === '7')
    end(world, 'c1')

    // Within a minute the answer is fresh: nobody is asked.
    ring(world, 'c2')
    assert.deepEqual(view()?.contact, anna)
    assert.equal(view()?.lookup, 'done')
    assert.equal(world.toaster.open.get('c2')?.title, 'Anna de Jong is calling')
    end(world, 'c2')
    assert.equal(answers.length, 1)

    const later = Date.now() + 120_000
    const clock = mock.method(Date, 'now', () => later)
    try {
      ring(world, 'c3')
      assert.deepEqual(view()?.contact, anna)
      assert.equal(view()?.lookup, 'pending')
      assert.equal(world.toaster.open.get('c3')?.title, 'Anna de Jong is calling')
      await until('a question', () => answers.length === 2)
      answers[1]?.([{ id: '9', name: 'Bram Visser' }])
      await until('the other name', () => view()?.contact?.id === '9')
      assert.equal(view()?.lookup, 'done')
      assert.equal(world.toaster.open.get('c3')?.title, 'Bram Visser is calling')
    } finally {
      clock.mock.restore()
    }
    world.desk.dispose()
  }))

test('the host says that its data changed: open cards are looked up anew', () =>
  quietly(async () => {
    let name = 'Anna de Jong'
    const world = await makeDesk({ findContacts: () => [{ id: '7', name }] })
    const shown = () => world.desk.model.calls[0]?.contact?.name
    ring(world)
    await until('the name', () => shown() === 'Anna de Jong')
    name = 'Anna Visser'
    world.desk.invalidate({ number: '+31201234567' })
    world.desk.invalidate({ contact: '7' })
    await until('the new name', () => shown() === 'Anna Visser')
    // A colleague's choice is news about the number, too.
    name = 'Anna Smit'
    end(world)
    world.line.say({
      ...makeEvent({ callId: 'c1', type: 'identified', at: Date.now() }),
      contact: { id: '8', name: 'Bram' },
    })
    ring(world, 'c2')
    await until('the newest name', () => shown() === 'Anna Smit')
    world.desk.dispose()
  }))

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

    for (const [text, words] of [
      ['+31 (0) 6 134678', /too short/],
      ['*21*0612345678#', /service codes/],
      ['#31#0612345678', /service codes/],
      ['Anna', /no number/],
      ['', /no number/],
      ['112', /on the telephone itself/],
    ] as const) {
      await assert.rejects(
        world.commands.dial(text),
        (error: { code: string; detail: string }) =>
          error.code === 'invalid_number' && words.test(error.detail),
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

test('many events in one go render once', () =>
  quietly(async () => {
    const world = await makeDesk()
    await sleep(5)
    world.models.length = 0
    for (let n = 0; n < 100; n++) ring(world, `c${n}`)
    await sleep(5)
    assert.equal(world.models.length, 1)
    assert.equal(world.models[0]?.calls.length, 20, 'a flood is cut to what an agent can handle')
    world.desk.dispose()
  }))

test('an event that the engine refuses takes nothing down', () =>
  quietly(async () => {
    const world = await makeDesk()
    world.desk.event({ callId: 'c1', type: 'exploded' } as never)
    ring(world)
    assert.equal(world.desk.model.calls.length, 1)
    world.desk.dispose()
  }, 1))

test('a recording that comes late still finds its call, and the record is saved again', () =>
  quietly(async () => {
    const saved: CallRecord[] = []
    const world = await makeDesk({
      findContacts: () => [anna],
      saveCall: record => void saved.push(record),
    })
    ring(world)
    answer(world)
    end(world)
    await until('the record', () => saved.length === 1)
    const recordingUrl = 'https://pbx.example/r.mp3'
    world.line.say({
      ...makeEvent({ callId: 'c1', type: 'recorded', at: Date.now() }),
      recordingUrl,
    })
    await until('the second', () => saved.length === 2)
    assert.equal(saved[1]?.recordingUrl, recordingUrl)
    assert.deepEqual(saved[1]?.contact, anna)
    world.desk.dispose()
  }))

test('after dispose nothing is heard, shown or left running', () =>
  quietly(async () => {
    const world = await makeDesk({ findContacts: () => new Promise(() => {}) })
    ring(world)
    world.line.close()
    world.desk.dispose()
    world.host.dispose()
    const count = world.models.length
    world.desk.event(makeEvent({ callId: 'c2' }))
    world.desk.snapshot([makeCall()])
    await sleep(500)
    assert.equal(world.models.length, count)
    assert.equal(world.toaster.titles.length, 0)
  }))
