// The package as it is published: packed, installed in an empty folder, and used from there.
import assert from 'node:assert/strict'
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { access, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import Libsql from 'libsql'
import { readmeExample } from '../readme-example.js'

const root = fileURLToPath(new URL('../../', import.meta.url))
const run = promisify(execFile)
let folder: string

const npm = (arguments_: string[], cwd: string) => run('npm', arguments_, { cwd })

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deskbell-package-'))
  await npm(['pack', '--pack-destination', folder], root)
  await writeFile(join(folder, 'package.json'), '{ "private": true, "type": "module" }')
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))
  const packages = [`./deskbell-${version}.tgz`, 'fastify@5', '@fastify/static@9']
  await npm(['install', '--no-audit', '--no-fund', ...packages], folder)
})
after(async () => {
  await rm(folder, { recursive: true, force: true })
})

test('the licence, the notices and the plugin are in it, the sources of tests are not', async () => {
  const package_ = join(folder, 'node_modules/deskbell')
  for (const file of ['LICENSE', 'dist/THIRD-PARTY-NOTICES.txt', 'dist/web/deskbell.js']) {
    await access(join(package_, file))
  }
  const notices = await readFile(join(package_, 'dist/THIRD-PARTY-NOTICES.txt'), 'utf8')
  for (const name of ['libphonenumber', 'nlohmann/json', 'Preact', 'Emscripten']) {
    assert.ok(notices.includes(name), name)
  }
  await assert.rejects(access(join(package_, 'tests')))
})

test('the README’s engine example says what it says', async () => {
  await writeFile(join(folder, 'engine.js'), readmeExample('engine'))
  const { stdout } = await run(process.execPath, ['engine.js'], { cwd: folder })
  assert.equal(stdout, '+31413741741\ntoo_short\n')
})

test('the README’s relay example starts and takes a webhook’s address check', async () => {
  await writeFile(
    join(folder, 'relay.js'),
    readmeExample('relay')
      .replace('port: 4700', 'port: 0')
      .replace(/$/, '\nprocess.stdout.write(String(server.server.address().port))\n'),
  )
  const child = spawn(process.execPath, ['relay.js'], {
    cwd: folder,
    env: {
      ...process.env,
      DESKBELL_TOKEN_SECRET: 'a secret of at least thirty-two bytes',
      ZADARMA_KEY: 'key',
      ZADARMA_SECRET: 'secret',
      ZADARMA_WEBHOOK_TOKEN: 'a-long-random-token-for-the-address',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    const [port] = await once(child.stdout, 'data')
    const base = `http://127.0.0.1:${port}/deskbell`
    const script = await fetch(`http://127.0.0.1:${port}/deskbell.js`)
    assert.equal(script.status, 200)
    const echo = await fetch(
      `${base}/webhooks/zadarma/a-long-random-token-for-the-address?zd_echo=7`,
    )
    assert.equal(await echo.text(), '7')
    const config = (await (await fetch(`${base}/config`)).json()) as { token: string }
    const stream = await fetch(`${base}/stream`, {
      headers: { authorization: `Bearer ${config.token}` },
    })
    assert.equal(stream.status, 200)
    await stream.body?.cancel()
  } finally {
    child.kill('SIGKILL')
  }
})

test('the README’s new records get the one form', async () => {
  const calls = `console.log(JSON.stringify([
    phoneToStore('0413-741 741', 'NL'), phoneToStore('see e-mail', 'NL')]))`
  await writeFile(join(folder, 'new-record.js'), `${readmeExample('new-record')}\n${calls}\n`)
  const { stdout } = await run(process.execPath, ['new-record.js'], { cwd: folder })
  assert.deepEqual(JSON.parse(stdout), [
    { phone: '+31413741741' },
    { phone: 'see e-mail', warning: 'not_a_number' },
  ])
})

test('npx deskbell cleans a file and a table', async () => {
  const deskbell = (...args: string[]) =>
    run('npx', ['--no-install', 'deskbell', ...args], { cwd: folder })
  assert.match((await deskbell('help')).stdout, /deskbell clean/)
  await writeFile(join(folder, 'contacts.csv'), 'name,phone\nJan,0413-741 741\n')
  const options = ['--column', 'phone', '--country', 'NL']
  await deskbell('clean', 'contacts.csv', ...options)
  const cleaned = await readFile(join(folder, 'contacts.clean.csv'), 'utf8')
  assert.equal(cleaned, 'name,phone\nJan,+31413741741\n')
  const database = new Libsql(join(folder, 'crm.sqlite'))
  database.exec('create table contacts (id integer primary key, phone text)')
  database.exec("insert into contacts values (1, '(0)6- 123 45 678')")
  await deskbell('clean', '--database', 'crm.sqlite', '--table', 'contacts', ...options)
  const row = database.prepare('select phone from contacts').get([])
  assert.equal((row as { phone: string }).phone, '+31612345678')
  database.close()
})

test('its types serve a strict TypeScript project', async () => {
  await writeFile(
    join(folder, 'host.ts'),
    `import { createDeskbell, DeskbellError, type HostHooks } from 'deskbell'
import { loadEngine } from 'deskbell/engine'
import type { CrmPort } from 'deskbell/relay'
export const hooks: HostHooks = { findContacts: numbers => numbers.map(n => ({ id: n, name: n })) }
export const port: CrmPort = { findClient: async () => ({}), saveCall: async () => {} }
export const start = createDeskbell
export const length: Promise<number> = loadEngine().then(e => e.normalize('1').e164.length)
export const isBusy = (e: unknown) => e instanceof DeskbellError && e.code === 'busy'
// @ts-expect-error a hook with a wrong answer
export const wrong: HostHooks = { findContacts: () => 'Anna' }
`,
  )
  const options = [
    '--strict',
    '--noEmit',
    '--module',
    'nodenext',
    '--target',
    'es2022',
    '--lib',
    'es2023,dom',
  ]
  await run(
    join(root, 'node_modules/.bin/tsc'),
    // With what stands in the package's own types checked as well.
    [...options, '--typeRoots', join(root, 'node_modules/@types'), '--types', 'node', 'host.ts'],
    { cwd: folder },
  ).catch(problem => assert.fail(problem.stdout))
})
