import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DOMAIN, type Subscriber } from './kamailio-config.js'
import { freePort, startProgram, until } from './program.js'

/** What baresip says of itself: `CALL_INCOMING`, `CALL_ESTABLISHED`, `CALL_DTMF_START` and the like. */
export interface BaresipEvent {
  type: string
  peeruri?: string
  param?: string
}

/** A telephone of another house, steered by its control port. */
export interface Baresip {
  readonly events: BaresipEvent[]
  /** Its own commands: `dial`, `accept`, `hangup`, `hold`, `resume`. */
  command(command: string, params?: string): Promise<string>
  /** Waits for an event; those before `from` do not count. */
  event(type: string, from?: number): Promise<BaresipEvent>
  /** What it heard since it was asked last: samples from -1 to 1, and their rate. */
  heard(): Promise<{ rate: number; samples: Float64Array }>
  log(): string
  close(): Promise<void>
}

export interface BaresipOptions {
  account: Subscriber
  sipPort: number
  /** Hz of the tone that it plays instead of a microphone. */
  tone: number
  /** It answers by itself; otherwise it waits for the command `accept`. */
  answers?: boolean
}

const MODULES = '/usr/lib/baresip/modules'

export async function startBaresip(options: BaresipOptions): Promise<Baresip> {
  const { account, sipPort, tone, answers: answering = false } = options
  const folder = await mkdtemp(join(tmpdir(), 'deskbell-baresip-'))
  const [own, control] = await Promise.all([freePort('udp'), freePort('tcp')])
  await writeFile(join(folder, 'config'), config({ own, control, tone, folder }))
  await writeFile(join(folder, 'contacts'), '')
  await writeFile(
    join(folder, 'accounts'),
    `<sip:${account.user}@${DOMAIN};transport=udp>;auth_user=${account.user};` +
      `auth_pass=${account.password};outbound="sip:127.0.0.1:${sipPort};transport=udp;lr";` +
      `regint=600;answermode=${answering ? 'auto' : 'manual'};medianat=ice;mediaenc=dtls_srtp;audio_codecs=opus/48000/2\n`,
  )
  const program = startProgram('baresip', ['-f', folder, '-v'], folder)
  const events: BaresipEvent[] = []
  const answers = new Map<string, (data: string) => void>()
  const socket = await until('baresip listens', () => {
    if (program.gone()) throw new Error(`baresip ended at once\n${program.log()}`)
    return open(control)
  })
  readNetstrings(socket, text => {
    const message = JSON.parse(text)
    if (message.event) events.push(message)
    else answers.get(message.token)?.(`${message.data}`)
  })
  let count = 0
  const command = (name: string, params = '') =>
    new Promise<string>(resolve => {
      const token = `${++count}`
      answers.set(token, resolve)
      const text = JSON.stringify({ command: name, params, token })
      socket.write(`${Buffer.byteLength(text)}:${text},`)
    })
  const event = (type: string, from = 0) =>
    until(`${type} at ${account.user}`, () =>
      events.slice(from).find(event => event.type === type),
    ).catch(problem => {
      const seen = events.map(({ type }) => type).join(' ')
      throw new Error(`${problem.message}; it said ${seen}\n${program.log().slice(-3000)}`)
    })
  // It may have registered before its control port was asked for events.
  await until(`${account.user} registers`, () => /200 OK .*binding/.test(program.log()))
  return {
    events,
    command,
    event,
    async heard() {
      // A file for each time that the call was changed; those of the past are not asked for again.
      const files = (await readdir(folder)).filter(name => /\.wav$/.test(name)).sort()
      const heard = files.filter(name => name.endsWith('-dec.wav'))
      const parts = await Promise.all(
        heard.map(async name => readWav(await readFile(join(folder, name)))),
      )
      await Promise.all(files.map(name => rm(join(folder, name))))
      const samples = Float64Array.from(parts.flatMap(part => [...part.samples]))
      return { rate: parts[0]?.rate ?? 48_000, samples }
    },
    log: program.log,
    async close() {
      socket.destroy()
      await program.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function config(at: { own: number; control: number; tone: number; folder: string }): string {
  const modules = ['opus', 'ausine', 'aubridge', 'sndfile', 'ice', 'dtls_srtp']
  const applications = ['account', 'menu', 'ctrl_tcp']
  return [
    'poll_method epoll',
    `sip_listen 127.0.0.1:${at.own}`,
    'net_interface 127.0.0.1',
    'call_max_calls 4',
    'call_local_timeout 30',
    `audio_source ausine,${at.tone}`,
    'audio_player aubridge,sink',
    'audio_srate 48000',
    'audio_channels 2',
    'ausrc_format s16',
    'auplay_format s16',
    'rtp_ports 20000-40000',
    'rtcp_mux yes',
    'rtcp_interval 1000',
    `snd_path ${at.folder}`,
    `module_path ${MODULES}`,
    ...modules.map(name => `module ${name}.so`),
    ...applications.map(name => `module_app ${name}.so`),
    `ctrl_tcp_listen 127.0.0.1:${at.control}`,
    'ice_debug no',
    'jitter_buffer_delay 0-0',
    '',
  ].join('\n')
}

function open(port: number): Promise<Socket | null> {
  return new Promise(resolve => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(socket))
    socket.once('error', () => resolve(null))
  })
}

/** `5:hello,`: how baresip frames its messages. */
function readNetstrings(socket: Socket, take: (text: string) => void): void {
  let rest = Buffer.alloc(0)
  socket.on('data', chunk => {
    rest = Buffer.concat([rest, chunk])
    for (;;) {
      const colon = rest.indexOf(':')
      if (colon < 1) return
      const length = Number(rest.subarray(0, colon))
      if (rest.length < colon + 1 + length + 1) return
      take(rest.subarray(colon + 1, colon + 1 + length).toString())
      rest = rest.subarray(colon + 1 + length + 1)
    }
  })
}

/** 16 bits a sample, the first channel; the header of a file that is still written says no length. */
function readWav(file: Buffer): { rate: number; samples: Float64Array } {
  const channels = file.readUInt16LE(22)
  const rate = file.readUInt32LE(24)
  const data = file.indexOf('data') + 8
  const step = 2 * channels
  const samples = new Float64Array(Math.floor((file.length - data) / step))
  for (let i = 0; i < samples.length; i++) samples[i] = file.readInt16LE(data + i * step) / 32_768
  return { rate, samples }
}
