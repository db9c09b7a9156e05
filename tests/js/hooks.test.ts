import assert from 'node:assert/strict'
import { mock, test } from 'node:test'
import fc from 'fast-check'
import { Hooks } from '../../js-shim/src/host/hooks.js'
import { makeCall } from './make-call.js'

const anna = { id: '7', name: 'Anna de Jong', company: 'Bakkerij Zonneveld' }

/** Whatever a host may answer, getters that throw and proxies included. */
const hostile = fc.oneof(
  fc.anything({ withBigInt: true, withDate: true, withMap: true, withTypedArray: true }),
  fc.array(fc.record({ id: fc.anything(), name: fc.anything(), numbers: fc.anything() })),
  fc.constant([
    {
      get id() {
        throw new Error('trap')
      },
    },
  ]),
  fc.constant(new Proxy([], { get: () => assert.fail('trap') })),
  fc.constant({ length: 1e9 }),
)

test('whatever a host answers, contacts come out whole and bounded, or a DeskbellError', async () => {
  await fc.assert(
    fc.asyncProperty(hostile, async answer => {
      const hooks = new Hooks()
      hooks.merge({ findContacts: () => answer as never })
      try {
        const contacts = await hooks.findContacts(['+31612345678'])
        assert.ok(contacts.length <= 50)
        for (const { id, name, numbers, url } of contacts) {
          assert.ok(id.length > 0 && id.length <= 200 && name.length > 0 && name.length <= 200)
          assert.ok(numbers === undefined || numbers.every(number => number.length <= 40))
          assert.ok(url === undefined || !/^\s*javascript:/i.test(url))
        }
      } catch (error) {
        assert.equal((error as { code: string }).code, 'hook_failed')
      }
    }),
    { numRuns: 2_000 },
  )
})

test('what a host answers well arrives as it is', async () => {
  const hooks = new Hooks()
  const full = {
    ...anna,
    role: 'buyer',
    responsible: { id: '3', name: 'Bram', extension: '101' },
    numbers: ['+31612345678'],
    url: '/contacts/7',
  }
  hooks.merge({ findContacts: () => [full, full, { ...anna, id: 8 as never, more: 1 }] })
  assert.deepEqual(await hooks.findContacts(['+31612345678']), [full, { ...anna, id: '8' }])
})

test('an address that would run script is left out', async () => {
  const hooks = new Hooks()
  const urls = [
    'javascript:alert(1)',
    ' JaVaScRiPt:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,x',
  ]
  hooks.merge({ findContacts: () => urls.map((url, id) => ({ id: `${id}`, name: 'x', url })) })
  const found = await hooks.findContacts([''])
  assert.equal(found.length, urls.length)
  assert.deepEqual(
    found.filter(({ url }) => url),
    [],
  )
})

test('hooks may be sync or async, see their own object, and are replaced by name', async () => {
  const hooks = new Hooks()
  class Crm {
    prefix = 'from the CRM: '
    async searchContacts(text: string) {
      return [{ id: '1', name: this.prefix + text }]
    }
  }
  hooks.merge(new Crm())
  hooks.merge({ createContact: ({ name }) => ({ id: '1', name }) })
  assert.equal((await hooks.searchContacts('a'))[0]?.name, 'from the CRM: a')
  hooks.merge({ searchContacts: () => [] })
  assert.deepEqual(await hooks.searchContacts('a'), [])
  const made = await hooks.createContact({ name: 'Anna', number: '' }, makeCall())
  assert.equal(made.name, 'Anna')
})

test('a hook that throws, rejects, says nothing or takes too long becomes an error with a code', async () => {
  const hooks = new Hooks(20)
  const call = makeCall()
  await assert.rejects(hooks.saveCall(call), { code: 'no_hook' })
  hooks.merge({
    saveCall: () => {
      throw new Error('disk full')
    },
    createContact: async () => undefined as never,
    searchContacts: () => Promise.reject('plain text'),
    findContacts: () => new Promise(() => {}),
  })
  await assert.rejects(hooks.saveCall(call), { code: 'hook_failed', detail: 'saveCall: disk full' })
  await assert.rejects(hooks.createContact({ name: 'x', number: '' }, call), {
    code: 'hook_failed',
  })
  await assert.rejects(hooks.searchContacts('x'), { code: 'hook_failed' })
  await assert.rejects(hooks.findContacts(['x']), { code: 'timeout' })
})

test('what a hook does to its arguments stays with the hook', async () => {
  const hooks = new Hooks()
  const call = makeCall()
  hooks.merge({
    openContact(contact, seen) {
      contact.name = 'Mallory'
      if (seen) seen.from = 'x'
    },
  })
  const contact = { ...anna }
  await hooks.openContact(contact, call)
  assert.deepEqual(contact, anna)
  assert.equal(call.from, '+31612345678')
})

test('a misspelt hook is named in the console', () => {
  const hooks = new Hooks()
  const said = mock.method(console, 'error', () => {})
  hooks.merge({ findContact: () => [], saveCall: 5 } as never)
  said.mock.restore()
  assert.match(said.mock.calls[0]?.arguments[0], /"saveCall" is no function/)
  assert.match(said.mock.calls[1]?.arguments[0], /"findContact".*findContacts/)
  assert.equal(hooks.has('saveCall'), false)
})
