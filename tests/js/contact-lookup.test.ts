import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { loadEngine } from '../../js-shim/src/core/load-engine.js'
import { ContactLookup } from '../../js-shim/src/lookup/contact-lookup.js'
import type { Contact } from '../../js-shim/src/types.js'

const engine = await loadEngine()
const [first, second, third] = ['+31612345678', '+31612345679', '+31413741741'] as const
const anna: Contact = { id: '7', name: 'Anna de Jong', numbers: [first] }
const bram: Contact = { id: '8', name: 'Bram Visser', numbers: [second] }
const people = [anna, bram]
const withNumber = (numbers: readonly string[]) =>
  people.filter(each => each.numbers?.some(number => numbers.includes(number)))

/** A host that answers when the test says so. */
function slowHost(answer: (numbers: string[]) => Contact[] = withNumber, options = {}) {
  const asked: string[][] = []
  const open: (() => void)[] = []
  const lookup = new ContactLookup(
    engine.createDirectory(options),
    numbers =>
      new Promise((resolve, reject) => {
        asked.push(numbers)
        open.push(() => {
          try {
            resolve(answer(numbers))
          } catch (error) {
            reject(error)
          }
        })
      }),
  )
  const turn = () => new Promise<void>(resolve => setImmediate(resolve))
  /** Lets the host answer all that it was asked, also what it is asked because of it. */
  const settle = async () => {
    await turn()
    while (open.length > 0) {
      for (const each of open.splice(0)) each()
      await turn()
    }
  }
  return { lookup, asked, open, settle, turn }
}

test('one question for one moment, one for one number, and memory afterwards', async () => {
  const { lookup, asked, settle } = slowHost()
  assert.equal(lookup.known(first), null)
  const answers = [first, second, third, first].map(number => lookup.ask(number))
  await settle()
  assert.deepEqual(await Promise.all(answers), [[anna], [bram], [], [anna]])
  assert.deepEqual(asked, [[first, second, third]])
  assert.deepEqual(lookup.known(first), { contacts: [anna], stale: false })
  assert.deepEqual(lookup.known(third), { contacts: [], stale: false })
  const again = lookup.ask(first)
  await settle()
  assert.deepEqual(await again, [anna])
  assert.equal(asked.length, 2)
  lookup.dispose()
})

test('a host that reads only the first number is asked for the others by themselves', async () => {
  const { lookup, asked, settle } = slowHost(([number]) => withNumber([number as string]))
  const answers = [third, first, second].map(number => lookup.ask(number))
  await settle()
  assert.deepEqual(await Promise.all(answers), [[], [anna], [bram]])
  assert.deepEqual(asked, [[third, first, second], [third], [first], [second]])
  lookup.dispose()
})

test('contacts that do not say their numbers are asked for one by one', async () => {
  const bare = ({ id, name }: Contact) => ({ id, name })
  const { lookup, settle } = slowHost(numbers => withNumber(numbers).map(bare))
  const answers = [first, second].map(number => lookup.ask(number))
  await settle()
  assert.deepEqual(await Promise.all(answers), [[bare(anna)], [bare(bram)]])
  lookup.dispose()
})

test('a failure reaches everybody who asked, and is not remembered', async () => {
  let broken = true
  const { lookup, asked, settle } = slowHost(numbers => {
    if (broken) throw new Error('the CRM is away')
    return withNumber(numbers)
  })
  const failing = Promise.all(
    [first, first, second].map(each => assert.rejects(lookup.ask(each), /away/)),
  )
  await settle()
  await failing
  assert.equal(lookup.known(first), null)
  broken = false
  const answer = lookup.ask(first)
  await settle()
  assert.deepEqual(await answer, [anna])
  assert.equal(asked.length, 2)
  lookup.dispose()
})

test('what was asked before a change is answered, but neither remembered nor shared', async () => {
  for (const change of [{ number: first }, { contact: anna.id }, {}]) {
    const { lookup, asked, settle, turn } = slowHost()
    const before = lookup.ask(first)
    await turn()
    lookup.invalidate(change)
    const after = lookup.ask(first)
    await settle()
    assert.deepEqual(await before, [anna])
    assert.deepEqual(await after, [anna])
    assert.deepEqual(asked, [[first], [first]])
    assert.deepEqual(lookup.known(first)?.contacts, [anna])
    lookup.invalidate(change)
    assert.equal(lookup.known(first), null)
    // Also what waits for its turn.
    const waiting = lookup.ask(second)
    lookup.invalidate({ number: second })
    const anew = lookup.ask(second)
    await settle()
    assert.deepEqual(await Promise.all([waiting, anew]), [[bram], [bram]])
    lookup.dispose()
  }
})

test('bounded: ten numbers a question, four questions, a thousand numbers', async () => {
  const { lookup, asked, open, settle, turn } = slowHost()
  const numbers = Array.from({ length: 1000 }, (_, row) => `+316000${10_000 + row}`)
  const answers = numbers.map(number => lookup.ask(number))
  await turn()
  assert.equal(open.length, 4)
  assert.ok(asked.every(each => each.length === 10))
  await assert.rejects(lookup.ask(first), { code: 'busy' })
  await settle()
  assert.equal((await Promise.all(answers)).length, 1000)
  lookup.dispose()
})

test('disposed: whoever waits for a question hears it, and nothing is asked any more', async () => {
  const { lookup, asked, settle } = slowHost()
  const waiting = assert.rejects(lookup.ask(first), { code: 'disposed' })
  lookup.dispose()
  lookup.dispose()
  await waiting
  await assert.rejects(lookup.ask(first), { code: 'disposed' })
  assert.equal(lookup.known(first), null)
  lookup.invalidate()
  await settle()
  assert.deepEqual(asked, [])
})

test('by the last nine digits, where the config says so', async () => {
  const { lookup, settle } = slowHost(withNumber, { lastNine: true })
  const answer = lookup.ask(first)
  await settle()
  await answer
  assert.deepEqual(lookup.known('+49612345678')?.contacts, [anna])
  lookup.dispose()
})

test('in any order of asking, answering and changing, nobody gets another’s contacts', async () => {
  const numbers = Array.from({ length: 8 }, (_, row) => `+3161234500${row}`)
  const event = fc.record({
    what: fc.constantFrom('ask', 'ask', 'ask', 'answer', 'invalidate', 'change', 'turn'),
    row: fc.nat({ max: 7 }),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(event, { maxLength: 40 }), fc.boolean(), async (events, all) => {
      /** The host's truth: how often each number's contact was renamed. */
      const versions = numbers.map(() => 0)
      const contact = (row: number): Contact => ({
        id: `${row}`,
        name: `version ${versions[row]}`,
        numbers: [numbers[row] as string],
      })
      const { lookup, open, settle, turn } = slowHost(asked =>
        (all ? asked : asked.slice(0, 1)).map(number => contact(numbers.indexOf(number))),
      )
      const answers: Promise<void>[] = []
      for (const { what, row } of events) {
        const number = numbers[row] as string
        if (what === 'ask') {
          const asked = versions[row] as number
          const check = async () => {
            const [found] = await lookup.ask(number)
            assert.equal(found?.id, `${row}`)
            assert.ok(Number(found.name.slice(8)) >= asked, 'older than the question')
          }
          answers.push(check())
        } else if (what === 'answer') open.splice(row, 1)[0]?.()
        else if (what === 'turn') await turn()
        else if (what === 'invalidate') lookup.invalidate(row === 7 ? {} : { number })
        else {
          versions[row] = (versions[row] as number) + 1
          lookup.invalidate(row % 2 === 0 ? { number } : { contact: `${row}` })
        }
        const known = lookup.known(number)
        if (known) assert.deepEqual(known.contacts, [contact(row)])
      }
      await settle()
      await Promise.all(answers)
      lookup.dispose()
    }),
    { numRuns: 200 },
  )
})
