import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { freePort } from '../support/exchange/program.js'

const run = promisify(execFile)

const INVITE = `INVITE sip:[called]@exchange.test SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: "[caller]" <sip:[number]@[local_ip]:[local_port]>;tag=[pid]sipp[call_number]
To: <sip:[called]@exchange.test>
Call-ID: [call_id]
CSeq: 1 INVITE
Contact: <sip:sipp@[local_ip]:[local_port]>
Max-Forwards: 20
Content-Type: application/sdp
Content-Length: [len]

v=0
o=sipp 1 1 IN IP4 127.0.0.1
s=-
c=IN IP4 127.0.0.1
t=0 0
m=audio 9 UDP/TLS/RTP/SAVPF 111
a=rtpmap:111 opus/48000/2
a=ice-ufrag:abcd
a=ice-pwd:abcdefghijklmnopqrstuvwx
a=fingerprint:sha-256 00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF:00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF
a=setup:actpass
a=mid:0
a=rtcp-mux
a=sendrecv
`

/** A request in the same call: `CANCEL` with the INVITE's branch, or `ACK`. */
const request = (method: string) => `${method} sip:[called]@exchange.test SIP/2.0
[last_Via:]
From: "[caller]" <sip:[number]@[local_ip]:[local_port]>;tag=[pid]sipp[call_number]
[last_To:]
Call-ID: [call_id]
CSeq: 1 ${method}
Max-Forwards: 20
Content-Length: 0

`
const send = (message: string, more = '') => `<send${more}><![CDATA[\n${message}\n]]></send>`

/** Rings for so many ms, then gives up. */
const ringing = (ms: number) => `<?xml version="1.0"?><scenario name="ring">
${send(INVITE, ' retrans="500"')}
<recv response="100" optional="true"/><recv response="180"/>
<pause milliseconds="${ms}"/>
${send(request('CANCEL').replace('[last_To:]', 'To: <sip:[called]@exchange.test>'), ' retrans="500"')}
<recv response="200" crlf="true"/><recv response="487"/>
${send(request('ACK'))}
</scenario>`

/** Is told that the line is busy. */
const REFUSED = `<?xml version="1.0"?><scenario name="refused">
${send(INVITE, ' retrans="500"')}
<recv response="100" optional="true"/><recv response="486"/>
${send(request('ACK'))}
</scenario>`

export interface SippCalls {
  sipPort: number
  /** The number that is called. */
  called: string
  /** The caller's number, and what stands before it; it goes between quotation marks as it is. */
  number: string
  caller: string
  /** Calls in all, and how many a second. */
  calls: number
  rate: number
  /** They ring for so many ms; without it they expect to be refused as busy. */
  ringMs?: number
}

/** Calls with sipp; rejects unless every call went as it should. */
export async function sipp(options: SippCalls): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'deskbell-sipp-'))
  try {
    const { ringMs } = options
    await writeFile(join(folder, 'scenario.xml'), ringMs === undefined ? REFUSED : ringing(ringMs))
    const port = await freePort('udp')
    await run(
      'sipp',
      [
        ...[`127.0.0.1:${options.sipPort}`, '-sf', 'scenario.xml', '-i', '127.0.0.1'],
        ...['-p', `${port}`, '-m', `${options.calls}`, '-r', `${options.rate}`, '-l', '200'],
        ...['-key', 'called', options.called, '-key', 'number', options.number],
        ...['-key', 'caller', options.caller, '-timeout', '120', '-timeout_error', '-nostdin'],
        ...['-trace_err', '-error_file', 'errors'],
      ],
      { cwd: folder, maxBuffer: 64 * 1024 * 1024 },
    ).catch(async problem => {
      const { readFile } = await import('node:fs/promises')
      const errors = await readFile(join(folder, 'errors'), 'utf8').catch(() => '')
      throw new Error(
        `sipp: ${errors.slice(0, 2_000) || `${problem.stderr}${problem.stdout}`.slice(-2_000)}`,
      )
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
