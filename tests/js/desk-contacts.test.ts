// Who it is: look-ups, choices, and hooks that come late or fail.
import assert from 'node:assert/strict'
import { mock, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { ContactLookup } from '../../js-shim/src/lookup/contact-lookup.js'
import type { CallRecord, Contact } from '../../js-shim/src/types.js'
import { anna, end, makeDesk, number, quietly, ring } from './desk-world.js'
import { until } from './listening.js'
import { makeEvent } from './make-call.js'

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
    await world.more.pickContact(bram, 'c1')
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
    await world.more.createContact({ name: 'Eva', company: 'Bloem' }, 'c1')
    const [found] = await world.more.searchContacts('ann')
    await world.more.attachNumber(found as Contact, 'c2')
    assert.deepEqual(asked, [
      [{ name: 'Eva', company: 'Bloem', number }, 'c1'],
      [{ ...anna, role: 'ann' }, '+33123456789', 'c2'],
    ])
    const contacts = world.desk.model.calls.map(({ contact }) => contact?.id)
    assert.deepEqual(contacts, ['9', '7'])
    assert.equal(world.line.asked.length, 2)
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
    await assert.rejects(world.more.createContact({ name: 'x' }, 'c1'), { code: 'hook_failed' })
    await assert.rejects(world.commands.openContact(anna, 'c1'), { code: 'hook_failed' })
    await assert.rejects(world.commands.requestCallback('c1'), { code: 'hook_failed' })
    await assert.rejects(world.more.attachNumber(anna, 'c1'), { code: 'no_hook' })
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
