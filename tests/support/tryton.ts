import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const CLIENT = '/usr/share/tryton-sao/www'
const PARTY = '/usr/lib/python3/dist-packages/trytond/modules/party'
const START_MS = 120_000

export const PASSWORD = 'pass-word-of-the-tests'
export const trytonIsHere = () =>
  ['/usr/bin/trytond', `${CLIENT}/index.html`, PARTY].every(path => existsSync(path))

// The assistant that greets a new database's first user stands in the way of every other tab.
const SEED = `
Item = pool.get('ir.module.config_wizard.item')
Item.write(Item.search([]), {'state': 'done'})
pool.get('party.party').create([{
    'name': 'Anna de Jong',
    'contact_mechanisms': [('create', [{'type': 'phone', 'value': '+31413741741'}])],
}])
transaction.commit()
`

/** Debian's Tryton with a database of its own and one party in it: a CRM that others wrote. */
export async function startTryton(): Promise<{ url: string; close(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'deskbell-tryton-'))
  const port = await freePort()
  const config = join(folder, 'trytond.conf')
  const passwordFile = join(folder, 'password')
  await writeFile(join(folder, 'crm.sqlite'), '')
  await writeFile(passwordFile, PASSWORD)
  await symlink(CLIENT, join(folder, 'www'))
  await writeFile(
    config,
    `[database]\nuri = sqlite://\npath = ${folder}\n` +
      `[web]\nlisten = 127.0.0.1:${port}\nroot = ${join(folder, 'www')}\n`,
  )
  const start = (program: string, ...args: string[]): ChildProcess =>
    spawn(program, ['-c', config, '-d', 'crm', ...args], {
      env: { ...process.env, TRYTONPASSFILE: passwordFile },
    })
  const modules = ['-u', 'party', '--activate-dependencies']
  await ends(start('trytond-admin', '--all', '--email', 'admin@crm.example', ...modules))
  await ends(start('trytond-console'), SEED)
  const server = start('trytond')
  const url = `http://127.0.0.1:${port}`
  const close = async () => {
    server.kill()
    await rm(folder, { recursive: true, force: true })
  }
  for (const since = Date.now(); ; ) {
    const answer = await fetch(url).catch(() => null)
    if (answer?.ok) break
    if (Date.now() - since > START_MS) {
      await close()
      throw new Error('Tryton did not start')
    }
    await new Promise(resolve => setTimeout(resolve, 100))
  }
  return { url, close }
}

function ends(child: ChildProcess, input = ''): Promise<void> {
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', chunk => {
      said += chunk
    })
  }
  child.stdin?.end(input)
  return new Promise((resolve, reject) => {
    child.once('exit', code =>
      code === 0 ? resolve() : reject(new Error(`${child.spawnfile} ended with ${code}\n${said}`)),
    )
  })
}

function freePort(): Promise<number> {
  return new Promise(resolve => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' ? (address?.port ?? 0) : 0))
    })
  })
}
