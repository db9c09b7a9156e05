import assert from 'node:assert/strict'
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { testDatabase } from '../support/databases.js'
import { DEMO_PROGRAM } from '../support/demo-program.js'

const root = fileURLToPath(new URL('../../', import.meta.url))
const directory = mkdtempSync(join(tmpdir(), 'deskbell-demo-'))
const database = await testDatabase()
const env = {
  ...process.env,
  DESKBELL_DATA: directory,
  ...(database.kind === 'postgres' && { DESKBELL_DATABASE: database.address }),
  PORT: '0',
  PBX_PORT: '0',
}
let demo: ChildProcess
after(async () => {
  demo.kill('SIGKILL')
  rmSync(directory, { recursive: true, force: true })
  await database.close()
})

const addresses = () =>
  JSON.parse(readFileSync(join(directory, 'demo.json'), 'utf8')) as Record<string, string>

async function start(): Promise<string> {
  demo = spawn(process.execPath, [DEMO_PROGRAM], { cwd: root, env })
  let said = ''
  return new Promise((resolve, reject) => {
    demo.stderr?.on('data', part => {
      said += part
    })
    demo.stdout?.on('data', part => {
      said += part
      if (/^Ready: .*\n/m.test(said)) resolve(said)
    })
    demo.once('exit', code => reject(new Error(`ended with ${code}: ${said}`)))
  })
}

async function call(...options: string[]) {
  const command = ['scripts/call.mjs', ...options]
  const ended = await promisify(execFile)(process.execPath, command, { cwd: root, env }).catch(
    (problem: { code: number; stdout: string; stderr: string }) => problem,
  )
  return { code: 'code' in ended ? ended.code : 0, ...ended }
}

const callsPage = async () => (await fetch(`${addresses().crm}/calls`)).text()
const isGone = (url: string) =>
  fetch(url, { signal: AbortSignal.timeout(1000) }).then(
    () => false,
    () => true,
  )

test('a call is refused in one line while the demo is not running', async () => {
  const { code, stderr } = await call('+31612345678')
  assert.equal(code, 1)
  assert.equal(stderr, 'The demo is not running. Start it with: npm start\n')
  const help = await call('--help')
  assert.match(help.stdout, /npm run call -- NUMBER/)
})

test('the demo starts with one ready line, its secrets only for its owner', async () => {
  const said = await start()
  assert.match(said, /^Ready: http:\/\/127\.0\.0\.1:\d+ /)
  assert.equal(said.trim().split('\n').length, 1, said)
  const files = readdirSync(directory).filter(file => !file.startsWith('.'))
  assert.ok(files.includes('secrets.json') && files.includes('demo.json'), files.join())
  // The databases and what SQLite keeps beside them too.
  assert.equal(files.length, database.kind === 'postgres' ? 2 : 8, files.join())
  for (const file of files) assert.equal(statSync(join(directory, file)).mode & 0o777, 0o600, file)
})

test('npm run call goes the whole way: telephone system, webhooks, relay, CRM', async () => {
  const before = (await callsPage()).match(/data-call=/g)?.length
  const options = ['--extension', '100', '--answer', '0.2', '--duration', '1', '--record']
  const { code, stdout } = await call('+31612345678', ...options)
  assert.equal(code, 0)
  const steps = stdout
    .trim()
    .split('\n')
    .map(line => line.slice(10).split(/\s+/)[0])
  assert.deepEqual(steps, [
    'NOTIFY_START',
    'NOTIFY_INTERNAL',
    'NOTIFY_ANSWER',
    'NOTIFY_END',
    'NOTIFY_RECORD',
  ])
  assert.match(stdout, /"caller_name":"Anna de Jong"/)
  assert.doesNotMatch(stdout, /✗|→ [45]\d\d/)
  assert.ok((before ?? 0) > 0)
  const { crm = '' } = addresses()
  // The relay brings the record to the CRM by itself, a moment after its webhook was answered.
  let id: string | undefined
  for (let attempt = 0; attempt < 50 && id === undefined; attempt++) {
    const row = /<tr data-call="(in_[0-9a-f]{40})".*?<\/tr>/s.exec(await callsPage())
    if (row?.[0].includes('/recordings/') && row[0].includes('Anna de Jong')) id = row[1]
    else await new Promise(resolve => setTimeout(resolve, 100))
  }
  assert.ok(id, 'the newest call is the one just made, with its recording')
  const sound = await fetch(`${crm}/recordings/${id}`)
  assert.equal(sound.headers.get('content-type'), 'audio/wav')
})

test('killed in the middle and started again, it has lost nothing', async () => {
  const secrets = readFileSync(join(directory, 'secrets.json'), 'utf8')
  const newest = /data-call="(\w+)"/.exec(await callsPage())?.[1]
  const { pbx = '', crm = '' } = addresses()
  const gone = new Promise(resolve => demo.once('exit', resolve))
  demo.kill('SIGKILL')
  await gone
  assert.equal(await isGone(crm), true)
  for (let attempt = 0; attempt < 50 && !(await isGone(`${pbx}/sim/calls`)); attempt++)
    await new Promise(resolve => setTimeout(resolve, 100))
  assert.equal(await isGone(`${pbx}/sim/calls`), true, 'the telephone system goes with its parent')

  await start()
  assert.equal(readFileSync(join(directory, 'secrets.json'), 'utf8'), secrets)
  assert.equal(/data-call="(\w+)"/.exec(await callsPage())?.[1], newest)
})

test('it ends cleanly when asked', async () => {
  const ended = new Promise(resolve => demo.once('exit', resolve))
  demo.kill('SIGTERM')
  assert.equal(await ended, 0)
})
