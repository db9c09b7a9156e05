// Addresses that people typed: nobody gets into the network behind the relay by one.
import assert from 'node:assert/strict'
import type { LookupAddress } from 'node:dns'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, createServer as createTcp, type Socket } from 'node:net'
import { networkInterfaces } from 'node:os'
import { after, before, test } from 'node:test'
import { httpCrm } from '../../relay/src/reach/http-crm.js'
import { isPublic } from '../../relay/src/reach/public-address.js'
import { NotReached, Reach } from '../../relay/src/reach/reach.js'

/** Listens on every address of this machine and counts who comes. */
let inside: Server
let port = 0
let reached = 0
before(async () => {
  inside = createServer((_, response) => response.end('secret'))
  inside.on('connection', () => reached++)
  await new Promise<void>(resolve => inside.listen(0, '::', resolve))
  port = (inside.address() as AddressInfo).port
})
after(() => inside.close())

const own = Object.values(networkInterfaces()).flatMap(each => each ?? [])
const bytes = (address: string) =>
  address.split('.').map(Number) as [number, number, number, number]

/** The ways in which one IPv4 address can be written in a URL. */
function spellings(address: string): string[] {
  const [a, b, c, d] = bytes(address)
  const whole = ((a * 256 + b) * 256 + c) * 256 + d
  const hex = (n: number) => `0x${n.toString(16)}`
  const octal = (n: number) => `0${n.toString(8)}`
  const group = (high: number, low: number) => (high * 256 + low).toString(16)
  return [
    address,
    `${address}.`,
    String(whole),
    hex(whole),
    [a, b, c, d].map(hex).join('.'),
    [a, b, c, d].map(octal).join('.'),
    `${a}.${b}.${c * 256 + d}`,
    `${a}.${(b * 256 + c) * 256 + d}`,
    address.replaceAll('.', '。'),
    address.replaceAll(/\d/g, digit => String.fromCodePoint(0xff10 + Number(digit))),
    `[::ffff:${address}]`,
    `[::ffff:${group(a, b)}:${group(c, d)}]`,
    `[::${address}]`,
    `[64:ff9b::${address}]`,
    `[2002:${group(a, b)}:${group(c, d)}::1]`,
  ]
}

const PRIVATE = [
  '127.0.0.1',
  '10.0.0.1',
  '172.16.5.4',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '0.0.0.0',
]
const LITERALS = [
  ...PRIVATE.flatMap(spellings),
  ...own.map(({ address, family }) =>
    family === 'IPv6' ? `[${address.replace(/%.*/, '')}]` : address,
  ),
  ...['127.1', '127.255.255.254', '0', '0.0.0.1', '172.31.255.255', '192.0.0.8', '192.0.2.1'],
  ...[
    '198.18.0.1',
    '198.19.255.255',
    '198.51.100.7',
    '203.0.113.9',
    '224.0.0.1',
    '239.255.255.255',
  ],
  ...[
    '240.0.0.1',
    '255.255.255.255',
    '192.88.99.1',
    '100.127.255.255',
    '169.254.0.1',
    '10.255.255.255',
  ],
  ...[
    '[::]',
    '[::1]',
    '[fe80::1]',
    '[fc00::1]',
    '[fd12:3456::1]',
    '[fec0::1]',
    '[ff02::1]',
    '[2001:db8::1]',
  ],
  ...[
    '[2001::1]',
    '[3fff::1]',
    '[100::1]',
    '[64:ff9b:1::1]',
    '[5f00::1]',
    '[4000::1]',
    '[2001:10::1]',
  ],
]
const NAMES = [
  'localhost',
  'localhost.',
  'LOCALHOST',
  'foo.localhost',
  'ip6-localhost',
  'intranet',
  'metadata.google.internal',
  'rebind.example',
]

const lookupOf =
  (...answers: LookupAddress[][]): NonNullable<ConstructorParameters<typeof Reach>[1]> =>
  (_, __, done) =>
    done(null, (answers.length > 1 ? answers.shift() : answers[0]) ?? [])
const at = (...addresses: string[]): LookupAddress[] =>
  addresses.map(address => ({ address, family: address.includes(':') ? 6 : 4 }))

const refuses = async (reach: Reach, address: string, timeoutMs = 3000) => {
  const request = reach.request(address, { method: 'GET', timeoutMs })
  await assert.rejects(request, NotReached, address)
  reach.close()
}

test('200 targets that are not public: none is reached', async () => {
  let tried = 0
  for (const host of LITERALS) {
    await refuses(new Reach([], lookupOf(at('127.0.0.1'))), `http://${host}:${port}/`)
    tried++
  }
  // Names, each of them with every kind of answer.
  const answers = [
    ...PRIVATE,
    '::1',
    'fe80::1',
    'fd00::1',
    '::ffff:127.0.0.1',
    ...own.map(each => each.address),
  ]
  for (const name of NAMES) {
    for (const answer of answers) {
      await refuses(new Reach([], lookupOf(at(answer))), `http://${name}:${port}/`)
      // One public address among them makes no difference, wherever it stands.
      await refuses(new Reach([], lookupOf(at('93.184.215.14', answer))), `http://${name}:${port}/`)
      tried += 2
    }
  }
  for (const scheme of [
    'file:///etc/passwd',
    'ftp://127.0.0.1/',
    'gopher://127.0.0.1/',
    'data:,x',
    'unix:/run/x',
    'javascript:1',
    '//127.0.0.1/',
    '',
    'http://',
    `http://localhost:${port}/`,
    `http://user:word@127.0.0.1:${port}/`,
  ]) {
    await refuses(new Reach(), scheme)
    tried++
  }
  assert.ok(tried >= 200, `${tried} targets`)
  assert.equal(reached, 0)
})

test('a name that is asked twice and then leads inside is asked once for each connection', async () => {
  const lookup = lookupOf(at('127.0.0.1'), at('10.0.0.1'))
  const reach = new Reach(['127.0.0.0/8'], lookup)
  const ask = (timeoutMs = 3000) =>
    reach.request(`http://rebind.example:${port}/`, { method: 'GET', timeoutMs })
  assert.equal((await ask()).text, 'secret')
  // The open connection is to the address that was looked at.
  assert.equal((await ask()).text, 'secret')
  reach.close()
  await assert.rejects(ask, NotReached)
})

test('what the operator allows is reached, and nothing beside it', async () => {
  const reach = new Reach(['127.0.0.1'])
  const answer = await reach.request(`http://127.0.0.1:${port}/`, {
    method: 'GET',
    timeoutMs: 3000,
  })
  assert.deepEqual(answer, { status: 200, text: 'secret' })
  await refuses(reach, `http://127.0.0.2:${port}/`)
  for (const address of ['8.8.8.8', '93.184.215.14', '2606:2800:21f:cb07::1'])
    assert.ok(isPublic(address))
  for (const none of ['', 'localhost', '8.8.8.8:80', 'fe80::1%lo']) assert.ok(!isPublic(none), none)
})

test('redirects, slow and endless answers, and silence', async t => {
  const sockets = new Set<Socket>()
  const answers: Record<string, (socket: Socket) => void> = {
    redirect: socket =>
      socket.end(`HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:${port}/\r\n\r\n`),
    silence: () => {},
    'half a head': socket => socket.write('HTTP/1.1 200 OK\r\n'),
    drip: socket => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 1000000\r\n\r\n')
      const drip = setInterval(() => socket.write('x'), 20)
      socket.on('close', () => clearInterval(drip))
    },
    'endless body': socket => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n')
      const more = () => {
        while (!socket.destroyed && socket.write(Buffer.alloc(65_536))) {}
      }
      socket.on('drain', more)
      more()
    },
    'endless head': socket => {
      socket.write('HTTP/1.1 200 OK\r\n')
      for (let i = 0; i < 1000 && !socket.destroyed; i++)
        socket.write(`x-${i}: ${'x'.repeat(100)}\r\n`)
    },
    'no HTTP': socket => socket.end('SSH-2.0-OpenSSH\r\n'),
  }
  for (const [what, answer] of Object.entries(answers)) {
    const server = createTcp(socket => {
      sockets.add(socket)
      socket.on('error', () => {}).once('data', () => answer(socket))
    })
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    t.after(() => server.close())
    const before = reached
    const began = performance.now()
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
    await refuses(new Reach(['127.0.0.1']), address, 400)
    assert.ok(performance.now() - began < 3000, what)
    assert.equal(reached, before, what)
  }
  for (const socket of sockets) socket.destroy()
})

test('a CRM is asked over HTTP by the port’s own names', async t => {
  const asked: unknown[] = []
  const crm = createServer((request, response) => {
    let text = ''
    request.on('data', chunk => {
      text += chunk
    })
    request.on('end', () => {
      asked.push([request.method, request.url, request.headers.authorization, JSON.parse(text)])
      const answers: Record<string, unknown> = {
        '/port/findClient': { answer: { contact: { id: '7', name: 'Anna' } } },
        '/port/saveCall': {},
        '/port/listUsers': { answer: [{ id: '1', name: 'A', extension: '101' }] },
      }
      const answer = answers[request.url ?? '']
      response.writeHead(answer ? 200 : 404).end(JSON.stringify(answer ?? {}))
    })
  })
  await new Promise<void>(resolve => crm.listen(0, '127.0.0.1', resolve))
  t.after(() => crm.close())
  const reach = new Reach(['127.0.0.1'])
  t.after(() => reach.close())
  const url = `http://127.0.0.1:${(crm.address() as AddressInfo).port}/port/`
  const adapter = httpCrm({ url, secret: 'known to both' }, reach)
  const question = { number: '+31612345678', lastDigits: 9 }
  assert.deepEqual(await adapter.findClient(question), { contact: { id: '7', name: 'Anna' } })
  await adapter.saveCall({ callId: 'c' } as never)
  assert.equal((await adapter.listUsers?.())?.length, 1)
  await assert.rejects(async () => adapter.listFields?.(), /404/)
  assert.equal(adapter.carryOut, undefined)
  assert.deepEqual(asked[0], ['POST', '/port/findClient', 'Bearer known to both', question])
  const elsewhere = httpCrm({ url, secret: 'x' }, new Reach())
  await assert.rejects(() => elsewhere.findClient(question), NotReached)
})
