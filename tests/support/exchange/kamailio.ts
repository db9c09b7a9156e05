import { createHash } from 'node:crypto'
import { createSocket } from 'node:dgram'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'libsql'
import { DOMAIN, kamailioConfig, type Subscriber } from './kamailio-config.js'
import { freePort, type Program, startProgram, until } from './program.js'

/** A SIP server with accounts, on free ports of the loopback interface. */
export interface Kamailio {
  /** Where pages register. */
  webSocket: string
  sipPort: number
  /** Ends it as an accident would; what it knew of registrations and calls is lost. */
  kill(): Promise<void>
  /** The same server on the same ports. */
  start(): Promise<void>
  close(): Promise<void>
}

export async function startKamailio(subscribers: readonly Subscriber[]): Promise<Kamailio> {
  const folder = await mkdtemp(join(tmpdir(), 'deskbell-kamailio-'))
  const database = join(folder, 'accounts.sqlite')
  writeSubscribers(database, subscribers)
  const [sipPort, webSocketPort] = await Promise.all([freePort('udp'), freePort('tcp')])
  const config = join(folder, 'kamailio.cfg')
  await writeFile(config, kamailioConfig({ sipPort, webSocketPort, database, subscribers }))
  let program: Program
  const start = async () => {
    const options = ['-DD', '-E', '-f', config, '-m', '32', '-M', '4', '-Y', folder]
    program = startProgram('kamailio', options, folder)
    await until('Kamailio answers', async () => {
      if (program.gone()) throw new Error(`Kamailio ended at once\n${program.log()}`)
      return answersOptions(sipPort)
    })
  }
  await start()
  return {
    webSocket: `ws://127.0.0.1:${webSocketPort}`,
    sipPort,
    kill: () => program.stop('SIGKILL'),
    start,
    async close() {
      await program.stop('SIGKILL')
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Kamailio's own tables, with the one hash that a digest needs instead of the password. */
function writeSubscribers(file: string, subscribers: readonly Subscriber[]): void {
  const database = new Database(file)
  database.exec(`
    create table version (table_name text primary key, table_version integer not null);
    insert into version values ('subscriber', 7);
    create table subscriber (id integer primary key, username text not null, domain text not null,
      password text not null default '', ha1 text not null, ha1b text not null default '');
    create unique index subscriber_name on subscriber (username, domain)`)
  const add = database.prepare('insert into subscriber (username, domain, ha1) values (?, ?, ?)')
  for (const { user, password } of subscribers) {
    const ha1 = createHash('md5').update(`${user}:${DOMAIN}:${password}`).digest('hex')
    add.run(user, DOMAIN, ha1)
  }
  database.close()
}

function answersOptions(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = createSocket('udp4')
    const done = (answered: boolean) => {
      clearTimeout(timer)
      socket.close()
      resolve(answered)
    }
    const timer = setTimeout(() => done(false), 100)
    socket.on('message', () => done(true))
    socket.on('error', () => {})
    socket.bind(0, '127.0.0.1', () => {
      const own = socket.address().port
      const lines = [
        `OPTIONS sip:127.0.0.1:${port} SIP/2.0`,
        `Via: SIP/2.0/UDP 127.0.0.1:${own};branch=z9hG4bK${own}`,
        `From: <sip:probe@127.0.0.1:${own}>;tag=${own}`,
        `To: <sip:127.0.0.1:${port}>`,
        `Call-ID: ${own}@127.0.0.1`,
        'CSeq: 1 OPTIONS',
        'Max-Forwards: 5',
        'Content-Length: 0',
      ]
      socket.send(`${lines.join('\r\n')}\r\n\r\n`, port, '127.0.0.1')
    })
  })
}
