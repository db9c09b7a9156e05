import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { Provisioning } from '../../../relay/src/index.js'

export interface ProvisioningUnderTest {
  provisioning: Provisioning
  /** Whether calls ring at an extension. */
  rings(extension: string): Promise<boolean>
  close(): Promise<void>
}

/** What every telephone system has to do for the vendor's accounts. */
export function provisioningContract(name: string, open: () => Promise<ProvisioningUnderTest>) {
  let system: ProvisioningUnderTest
  before(async () => {
    system = await open()
  })
  after(() => system.close())

  const account = () => ({
    id: randomUUID(),
    tenant: 'acme',
    email: 'Ana+1@example.com',
    password: `p'"<&${randomUUID()}`,
  })

  test(`${name}: an account is made once, however often it is asked for`, async () => {
    const { provisioning } = system
    const wanted = account()
    const [one, other] = await Promise.all([
      provisioning.create(wanted),
      provisioning.create(wanted),
    ])
    assert.match(one.extension, /^[\w.@+-]{1,64}$/)
    assert.deepEqual(other, one)
    // A later try has another random password; the account stays what it is.
    assert.deepEqual(await provisioning.create({ ...wanted, password: 'another password' }), one)
    assert.notEqual((await provisioning.create(account())).extension, one.extension)
    assert.equal(await system.rings(one.extension), true)
  })

  test(`${name}: a suspended account is silent until it is back`, async () => {
    const { provisioning } = system
    const wanted = account()
    const { extension } = await provisioning.create(wanted)
    for (const suspended of [true, true, false, false]) {
      await provisioning.suspend(wanted.id, suspended)
      assert.equal(await system.rings(extension), !suspended)
    }
    await assert.rejects(provisioning.suspend(randomUUID(), true))
  })

  test(`${name}: a deleted account is gone, also when it was before`, async () => {
    const { provisioning } = system
    const wanted = account()
    const { extension } = await provisioning.create(wanted)
    await provisioning.delete(wanted.id)
    await provisioning.delete(wanted.id)
    await provisioning.delete(randomUUID())
    assert.equal(await system.rings(extension), false)
    await assert.rejects(provisioning.signOnLink(wanted.id))
  })

  test(`${name}: a link signs in once, and shows no password`, async () => {
    const { provisioning } = system
    const wanted = account()
    await provisioning.create(wanted)
    const [link, another] = [
      await provisioning.signOnLink(wanted.id),
      await provisioning.signOnLink(wanted.id),
    ]
    assert.notEqual(link, another)
    assert.ok(!decodeURIComponent(link).includes(wanted.password))
    const first = await fetch(link)
    assert.equal(first.status, 200)
    assert.ok((await first.text()).includes(wanted.email))
    assert.equal((await fetch(link)).status, 403)
    await provisioning.suspend(wanted.id, true)
    assert.equal((await fetch(another)).status, 403)
  })
}
