// The relay run alone, as an operator does: configuration, its log, back-up, restore, forgetting.
import assert from 'node:assert/strict'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test, { after, before } from 'node:test'
import { VARIABLES } from '../../cli/relay/relay-config.js'
import { until } from '../relay/support/until.js'
import { type TestDatabase, testDatabase } from '../support/databases.js'
import { deskbell, startDeskbell } from './run-deskbell.js'

const SECRETS = {
  DESKBELL_TOKEN_SECRET: 'the secret of the tokens of this test',
  DESKBELL_OPERATOR_TOKEN: 'the token of the operator of this test',
}
const WEBHOOK_TOKEN = 'webhook-token-of-this-test'
const CALLER = '+31612345678'

let folder: string
let database: TestDatabase
let crm: Server
const records: { callId: string; from: string }[] = []
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deskbell-relay-'))
  database = await testDatabase()
  crm = createServer((request, response) => {
    let text = ''
    request.on('data', chunk => {
      text += chunk
    })
    request.on('end', () => {
      if (request.url === '/crm/saveCall') records.push(JSON.parse(text))
      response.end(JSON.stringify({ answer: {} }))
    })
  })
  await new Promise<void>(resolve => crm.listen(0, '127.0.0.1', resolve))
  const { port } = crm.address() as AddressInfo
  const config = {
    port: 0,
    prefix: '/deskbell',
    reach: ['127.0.0.1'],
    tenant: { country: 'NL', deskbell: { webhookToken: 'of-the-default-tenant' } },
  }
  await writeFile(join(folder, 'relay.json'), JSON.stringify(config))
  crmUrl = `http://127.0.0.1:${port}/crm`
})
after(async () => {
  crm.close()
  await database.close()
  await rm(folder, { recursive: true })
})
let crmUrl = ''

const env = () => ({
  ...SECRETS,
  DESKBELL_DATABASE: database.address,
  DESKBELL_CONFIG: 'relay.json',
})
const run = (...args: string[]) => deskbell(['relay', ...args], { cwd: folder, env: env() })

/** Runs it and hands over its address; ends it in good order. */
async function serving(
  work: (base: string) => Promise<void>,
): Promise<{ log: string; code: number | null }> {
  const { child, finished } = startDeskbell(['relay'], { cwd: folder, env: env() })
  let said = ''
  child.stderr?.on('data', chunk => {
    said += chunk
  })
  const address = () => /Ready: (\S+)/.exec(said)?.[1]
  await until(() => address() !== undefined || child.exitCode !== null, 'its address', 30_000)
  try {
    await work(address() ?? '')
  } finally {
    child.kill('SIGTERM')
  }
  const { stdout, stderr, code } = await finished
  return { log: stdout.toString() + stderr, code }
}

const ask = (base: string, path: string, method: string, body: unknown, token = '') =>
  fetch(base + path, {
    method,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  })

test('every mistake in the configuration is said at once, with its place', async () => {
  await writeFile(
    join(folder, 'wrong.json'),
    JSON.stringify({
      tokenSecret: 'short',
      colour: 'red',
      tenant: {},
      limits: { webhooks: { burst: 1 } },
    }),
  )
  const { code, stderr } = await deskbell(['relay', '--config', 'wrong.json'], {
    cwd: folder,
    env: { DESKBELL_PORT: 'many', DESKBELL_LOG_LEVEL: 'loud' },
  })
  assert.equal(code, 2)
  for (const place of [
    /database: is missing/,
    /operatorToken: is missing/,
    /tokenSecret: /,
    /colour: is no setting/,
    /tenant\.country: is missing/,
    /limits\.webhooks\.perSecond: is missing/,
    /port \(DESKBELL_PORT\): /,
    /logLevel \(DESKBELL_LOG_LEVEL\): /,
  ]) {
    assert.match(stderr, place)
  }
  assert.doesNotMatch(stderr, /short|\n\s+at /)
  await writeFile(join(folder, 'broken.json'), '{')
  const broken = await deskbell(['relay', '--config', 'broken.json'], { cwd: folder })
  assert.match(broken.stderr, /broken\.json is not JSON/)
  const away = await deskbell(['relay', '--config', 'none.json'], { cwd: folder })
  assert.match(away.stderr, /none\.json/)
  for (const args of [['fly'], ['backup'], ['run', 'x'], ['backup', 'a', 'b'], ['--colour']]) {
    assert.equal((await run(...args)).code, 2, args.join(' '))
  }
})

test('a tenant over HTTP, a call, its record at a CRM over HTTP; nothing personal in the log', async () => {
  const { log, code } = await serving(async base => {
    const options = {
      country: 'NL',
      deskbell: { webhookToken: WEBHOOK_TOKEN },
      crm: { url: crmUrl, secret: 'secret of the CRM' },
    }
    const token = SECRETS.DESKBELL_OPERATOR_TOKEN
    const put = await ask(base, '/v1/tenants/acme', 'PUT', { options }, token)
    assert.equal(put.status, 200, await put.text())
    const call = { callId: 'c-1', direction: 'inbound', from: CALLER, line: '+31201234567' }
    const events = [
      { ...call, id: '1', type: 'ringing', agent: '101' },
      { ...call, id: '2', type: 'ended', outcome: 'missed' },
    ]
    const address = `/t/acme/webhooks/deskbell/${WEBHOOK_TOKEN}`
    const told = await ask(base, address, 'POST', { provider: 'pbx', events })
    assert.equal(told.status, 200, await told.text())
    await until(() => records.length > 0, 'the record')
    assert.deepEqual([records[0]?.callId, records[0]?.from], ['c-1', CALLER])
    // A webhook that fails and a health check are logged, too.
    assert.equal((await ask(base, `${address}x`, 'POST', { number: CALLER })).status, 401)
    const health = await fetch(`${base}/health`)
    assert.equal(health.status, 200)
  })
  assert.equal(code, 0, log)
  const lines = log.split('\n').filter(line => line.startsWith('{'))
  assert.ok(lines.length >= 8, log)
  for (const line of lines) JSON.parse(line)
  assert.doesNotMatch(log, /31612|webhook-token|secret of|127\.0\.0\.1:\d+\/crm|token of/)
})

test('backed up while it runs, and restored by one command each', async () => {
  const rows = () => database.rows<{ id: string; tenant: string }>('select id, tenant from events')
  const before = rows()
  assert.equal(before.length, 2)
  const saved = await serving(async () => {
    const { code, stderr } = await run('backup', 'kept.backup')
    assert.equal(code, 0, stderr)
  })
  assert.equal(saved.code, 0)
  assert.equal((await stat(join(folder, 'kept.backup'))).mode & 0o777, 0o600)
  assert.equal((await run('backup', 'kept.backup')).code, 1, 'it is not overwritten')
  await database.run("delete from events; update calls set body = '{}'")
  assert.equal(rows().length, 0)
  const { code, stderr } = await run('restore', 'kept.backup')
  assert.equal(code, 0, stderr)
  assert.deepEqual(rows(), before)
  await writeFile(join(folder, 'none.backup'), 'no back-up')
  assert.equal((await run('restore', 'none.backup')).code, 1)
  assert.equal((await run('restore', 'missing.backup')).code, 1)
  assert.deepEqual(rows(), before, 'a wrong file changes nothing')
  assert.ok((await readdir(folder)).every(name => !name.endsWith('.new')))
})

test('the container and the compose file set what there is to set', async () => {
  for (const name of ['Dockerfile', 'compose.yaml']) {
    const file = await readFile(new URL(`../../${name}`, import.meta.url), 'utf8')
    const set = [...file.matchAll(/(?<![\w{$])(DESKBELL_\w+)[:=]/g)].map(match => match[1] ?? '')
    assert.ok(set.length > 1, name)
    for (const variable of set)
      assert.ok(Object.hasOwn(VARIABLES, variable), `${name}: ${variable}`)
  }
})

test('one person is forgotten by one command', async () => {
  const other = await run('forget', '0687654321', '--tenant', 'acme')
  assert.match(other.stderr, /Deleted: 0 calls/)
  const nobody = await run('forget', CALLER, '--tenant', 'nobody')
  assert.equal(nobody.code, 1)
  const { code, stderr } = await run('forget', '06 1234 5678', '--tenant', 'acme')
  assert.deepEqual([code, stderr.trim()], [0, 'Deleted: 1 call.'])
  for (const table of ['events', 'calls', 'deliveries', 'actions', 'decisions']) {
    assert.ok(!JSON.stringify(database.rows(`select * from ${table}`)).includes('612345678'), table)
  }
})
