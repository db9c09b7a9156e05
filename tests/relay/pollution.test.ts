// Bodies that would give every object of the process a property of the sender's.
import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { signAgentToken } from '../../relay/src/index.js'
import { inTurns } from './support/post.js'
import { randomOf } from './support/random.js'
import {
  RelayUnderTest,
  readAnswer,
  TOKEN_SECRET,
  WEBHOOK_TOKEN,
} from './support/relay-under-test.js'
import * as zadarma from './support/zadarma-notice.js'

const BODIES = 1000
const MARK = 'polluted'
const account = { webhookToken: WEBHOOK_TOKEN }

let relay: RelayUnderTest
before(async () => {
  relay = await RelayUnderTest.open({
    options: {
      deskbell: account,
      ringostat: account,
      limits: { requests: { perSecond: 1000, burst: 1000 } },
    },
  })
})
after(() => relay.close())

/** Bodies that are right but for where the poison is put in. */
const EVENT = {
  callId: 'c',
  id: 'i',
  type: 'ringing',
  direction: 'inbound',
  from: '+31612345678',
  line: '+31201234567',
  agent: '101',
}
const TARGETS: [method: string, path: string, body: Record<string, unknown>][] = [
  ['POST', '/calls', { to: '+31612345678', contact: { id: '1', name: 'A' } }],
  ['POST', '/calls/in_1/contact', { contact: { id: '1', name: 'A' } }],
  ['PUT', '/settings/routing', { version: 0, value: { blacklist: [] } }],
  ['PUT', '/settings/matrix', { version: 0, value: { rows: [], settings: {} } }],
  ['PUT', '/settings/clients', { version: 0, value: { lastDigits: 9 } }],
  ['POST', `/webhooks/deskbell/${WEBHOOK_TOKEN}`, { provider: 'pbx', events: [EVENT] }],
  [
    'POST',
    `/webhooks/ringostat/${WEBHOOK_TOKEN}?moment=start`,
    { call_id: '1', caller: '+31612345678' },
  ],
]
const POISON = { [MARK]: 'yes', toString: 'yes', admin: true, tenant: 'other', status: 200 }

/** The body with `__proto__` or `constructor.prototype` at a random depth, spelled in a random way. */
function poisoned(number: number): { target: (typeof TARGETS)[number]; text: string } {
  const random = randomOf(20261122 + number)
  const target = TARGETS[number % TARGETS.length] as (typeof TARGETS)[number]
  const poison = JSON.stringify(POISON)
  const key = random.pick([
    `"__proto__":${poison}`,
    `"constructor":{"prototype":${poison}}`,
    `"\\u005f_proto__":${poison}`,
    `"__pro\\u0074o__":${poison}`,
    `"constructor":{"__proto__":${poison}}`,
    `"__proto__":{"__proto__":${poison}}`,
    `"__proto__":[${poison}]`,
    `"prototype":${poison}`,
  ])
  const text = JSON.stringify(target[2])
  const places = [...text].flatMap((letter, index) => (letter === '{' ? [index] : []))
  const place = random.pick(places)
  const comma = text[place + 1] === '}' ? '' : ','
  return { target, text: `${text.slice(0, place + 1)}${key}${comma}${text.slice(place + 1)}` }
}

test(`${BODIES} bodies with prototypes in them: nothing in the process is changed`, async () => {
  const plain = () => [
    Object.getOwnPropertyNames(Object.prototype),
    Object.getOwnPropertyNames(Array.prototype),
    Object.getOwnPropertyNames(Function.prototype),
    Object.prototype.toString.call([]),
  ]
  const before = plain()
  const agent = { extension: '100', name: 'Ada', admin: true }
  const authorization = `Bearer ${await signAgentToken(TOKEN_SECRET, agent)}`
  const statuses = new Map<number, number>()
  await inTurns(BODIES, 8, async number => {
    const { target, text } = poisoned(number)
    const [method, path] = target
    const { status } = await readAnswer(
      await fetch(relay.base + path, {
        method,
        headers: { authorization, 'content-type': 'application/json' },
        body: text,
      }),
    )
    assert.ok(status < 500, `${status} for ${text}`)
    statuses.set(status, (statuses.get(status) ?? 0) + 1)
  })
  const form = new URLSearchParams({ ...zadarma.rings(zadarma.pbxCallId(1), '101') })
  for (const key of [
    '__proto__[polluted]',
    'constructor[prototype][polluted]',
    '__proto__.polluted',
  ]) {
    form.set(key, 'yes')
  }
  const signature = zadarma.sign(Object.fromEntries(form))
  assert.ok((await relay.post(form.toString(), { signature })).status < 500)
  assert.deepEqual(plain(), before)
  assert.equal(({} as Record<string, unknown>)[MARK], undefined)
  assert.equal(([] as unknown as Record<string, unknown>)[MARK], undefined)
  assert.ok((statuses.get(400) ?? 0) > 100, JSON.stringify([...statuses]))
  // Nobody became an admin, and nothing of it was stored.
  const stranger = `Bearer ${await signAgentToken(TOKEN_SECRET, { extension: '101', name: 'B' })}`
  const asked = await fetch(`${relay.base}/settings`, { headers: { authorization: stranger } })
  assert.equal(asked.status, 401)
  for (const table of ['settings', 'calls', 'events']) {
    const rows = relay.rows<{ body: string }>(`select body from ${table}`)
    for (const { body } of rows) assert.ok(!Object.hasOwn(JSON.parse(body), MARK), body)
  }
})
