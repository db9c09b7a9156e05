// Webhooks that are not the telephone system's: each changed at random from one that is right.
import assert from 'node:assert/strict'
import { closeConnections, inTurns, type Posting, post } from './post.js'
import { type Random, randomOf } from './random.js'
import { RelayUnderTest, WEBHOOK_TOKEN } from './relay-under-test.js'
import * as zadarma from './zadarma-notice.js'

const VENDOR = '127.0.0.1'
const STRANGER = '127.0.0.2'

function anyNotice(random: Random, number: number): zadarma.Fields {
  const id = zadarma.pbxCallId(number)
  return random.pick([
    zadarma.start(id),
    zadarma.rings(id, '101'),
    zadarma.answers(id, '101'),
    zadarma.ends(id),
    zadarma.outgoing(id, '101', '442037691880'),
    zadarma.records(id, '1585913205.75283'),
  ])
}

/** Another character in place of one; for a signature also where only padding bits differ. */
function changed(random: Random, text: string): string {
  const at = random(text.length)
  const other = random.pick([...'0123456789ABCabc+/=_ '].filter(each => each !== text[at]))
  return text.slice(0, at) + other + text.slice(at + 1)
}

const form = (fields: zadarma.Fields) => new URLSearchParams(fields).toString()

function signedName(random: Random, fields: zadarma.Fields): string {
  return random.pick(zadarma.signedFields(fields.event ?? '').filter(each => fields[each]))
}

type Forger = (
  random: Random,
  fields: zadarma.Fields,
  signature: string,
  url: string,
) => Partial<Posting> & Pick<Posting, 'body'>

const FORGERS: Record<string, Forger> = {
  'a signed field changed': (random, fields, signature) => {
    const name = signedName(random, fields)
    const body = { ...fields, [name]: changed(random, fields[name] ?? '') }
    return { body: form(body), headers: { signature } }
  },
  'a signature byte changed': (random, fields, signature) => ({
    body: form(fields),
    headers: { signature: changed(random, signature) },
  }),
  'a signature cut or grown': (random, fields, signature) => ({
    body: form(fields),
    headers: {
      signature: random.pick([signature.slice(0, random(signature.length)), `${signature}A`]),
    },
  }),
  'the other spelling of another text': (_, fields) => ({
    body: form(fields),
    headers: { signature: zadarma.sign({ ...fields, event: 'NOTIFY_NONE' }, 'raw') },
  }),
  'a signed field emptied': (random, fields, signature) => ({
    body: form({ ...fields, [signedName(random, fields)]: '' }),
    headers: { signature },
  }),
  'fields as arrays': (random, fields, signature) => {
    const name = signedName(random, fields)
    const { [name]: value = '', ...others } = fields
    const body = new URLSearchParams(others)
    for (const index of ['[]', '[0]', '[a]']) body.append(name + index, value)
    return { body: body.toString(), headers: { signature } }
  },
  'a signed field twice': (random, fields, signature) => {
    const name = signedName(random, fields)
    const body = new URLSearchParams(fields)
    body.append(name, changed(random, fields[name] ?? ''))
    return { body: body.toString(), headers: { signature } }
  },
  'no signature': (_, fields) => ({ body: form(fields) }),
  'an empty signature': (_, fields) => ({ body: form(fields), headers: { signature: '' } }),
  'the signature twice': (_, fields, signature) => ({
    body: form(fields),
    headers: { signature: [signature, signature] },
  }),
  'the signature as a list': (random, fields, signature) => ({
    body: form(fields),
    headers: { signature: random.pick([`["${signature}"]`, `${signature}, ${signature}`]) },
  }),
  'the signature as an array': (_, fields, signature) => ({
    body: `${form(fields)}&signature%5B%5D=${encodeURIComponent(signature)}`,
    headers: { signature: [`["${signature}"]`, signature] },
  }),
  'the signature in the body': (_, fields, signature) => ({
    body: form({ ...fields, signature, Signature: signature }),
  }),
  'a wrong token': (random, fields, signature, url) => {
    const token = encodeURIComponent(changed(random, WEBHOOK_TOKEN).replaceAll('/', 'x'))
    return { body: form(fields), headers: { signature }, url: url.replace(WEBHOOK_TOKEN, token) }
  },
  'no token': (random, fields, signature, url) => ({
    body: form(fields),
    headers: { signature },
    url: url.replace(WEBHOOK_TOKEN, '').slice(0, -random(2) || undefined),
  }),
  'an address outside the list': (_, fields, signature) => ({
    body: form(fields),
    headers: { signature, 'x-forwarded-for': VENDOR, forwarded: `for=${VENDOR}` },
    from: STRANGER,
  }),
}

/** Sends `count` forgeries to a relay of its own and sees that none leaves a trace. */
export async function checkForgeries(count: number, seed: number): Promise<void> {
  const relay = await RelayUnderTest.open({ zadarma: { addresses: [VENDOR] } })
  const kinds = Object.keys(FORGERS)
  await inTurns(count, 8, async number => {
    const random = randomOf(seed + number)
    const kind = kinds[number % kinds.length] as string
    const fields = anyNotice(random, number)
    const signature = zadarma.sign(fields, random.pick(['hex', 'raw']))
    const made = FORGERS[kind]?.(random, fields, signature, relay.webhook)
    assert.ok(made)
    const status = await post({ url: relay.webhook, from: VENDOR, ...made })
    const refused = kind === 'no token' ? [401, 404] : [400, 401]
    assert.ok(refused.includes(status), `${kind}: ${status} for ${made.body}`)
  })
  for (const table of ['events', 'calls', 'call_aliases', 'call_agents', 'signed_texts']) {
    assert.equal(relay.count(table), 0, table)
  }
  assert.equal(relay.crm.attempts.length, 0)
  // What they were changed from is right: the same relay takes it.
  for (let number = 0; number < 50; number++) {
    const fields = anyNotice(randomOf(seed + number), number)
    const headers = { signature: zadarma.sign(fields) }
    assert.equal(await post({ url: relay.webhook, from: VENDOR, body: form(fields), headers }), 200)
  }
  closeConnections()
  await relay.close()
}
