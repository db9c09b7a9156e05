import assert from 'node:assert/strict'
import { cuttable } from '../support/exchange/cuttable.js'
import { startKamailio } from '../support/exchange/kamailio.js'
import { ANNA, configOf, EVERYBODY } from './exchange.js'
import { openPhonePage } from './phone-page.js'
import { sipp } from './sipp.js'

const WHOLE = [
  'INVITE sip:101@exchange.test SIP/2.0',
  'Via: SIP/2.0/WS 127.0.0.1:5060;branch=z9hG4bK776asdhds',
  'Max-Forwards: 70',
  'To: <sip:101@exchange.test>',
  'From: "Eve" <sip:eve@127.0.0.1>;tag=1928301774',
  'Call-ID: a84b4c76e66710@127.0.0.1',
  'CSeq: 314159 INVITE',
  'Contact: <sip:eve@127.0.0.1>',
  'Content-Type: application/sdp',
  'Content-Length: 129',
  '',
  'v=0',
  'o=eve 1 1 IN IP4 127.0.0.1',
  's=-',
  'c=IN IP4 127.0.0.1',
  't=0 0',
  'm=audio 9 UDP/TLS/RTP/SAVPF 111',
  'a=rtpmap:111 opus/48000/2',
  'a=sendrecv',
  '',
].join('\r\n')

/** The same chance for every run (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const METHODS = [
  'INVITE',
  'BYE',
  'CANCEL',
  'REFER',
  'NOTIFY',
  'INFO',
  'UPDATE',
  'ACK',
  'MESSAGE',
  'XYZZY',
]
const JUNK = [
  '\0',
  '\r\n\r\n',
  '<',
  '"',
  ';',
  '=',
  '%',
  '\u{1f600}',
  ':',
  '@',
  'sip:',
  '()',
  '\\',
  ' ',
]

/** A SIP message with some of it wrong. */
function malformed(random: () => number): string {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  let text = WHOLE.replaceAll('INVITE', pick(METHODS)).replace('a84b4c', `${random()}`)
  if (random() < 0.2)
    text = text.replace(/^.*\r\n/, `SIP/2.0 ${Math.floor(random() * 900)} What\r\n`)
  for (let wounds = 1 + Math.floor(random() * 4); wounds > 0; wounds--) {
    const at = Math.floor(random() * text.length)
    const lines = text.split('\r\n')
    const line = Math.floor(random() * 12)
    switch (Math.floor(random() * 7)) {
      case 0:
        text = text.slice(0, at)
        break
      case 1:
        text = text.slice(0, at) + pick(JUNK) + text.slice(at)
        break
      case 2:
        text = text.slice(0, at) + text.slice(at + Math.floor(random() * 30))
        break
      case 3:
        lines.splice(line, 1)
        text = lines.join('\r\n')
        break
      case 4:
        lines.splice(line, 0, lines[line] ?? '')
        text = lines.join('\r\n')
        break
      case 5:
        lines[line] = `${lines[line]?.split(':')[0]}: ${'x'.repeat(Math.floor(random() * 20_000))}`
        text = lines.join('\r\n')
        break
      default:
        text = text.replace(/\d+/, `${Math.floor(random() * 1e12) - 5e11}`)
    }
  }
  return text
}

/** A server gone mad says `count` things that are no SIP; the page can still be called. */
export async function proveMalformed(count: number): Promise<void> {
  const exchange = await startKamailio(EVERYBODY)
  const way = await cuttable(exchange.webSocket)
  const anna = await openPhonePage({
    config: configOf(ANNA, { ...exchange, webSocket: way.url }),
    tone: 440,
  })
  try {
    await anna.online()
    const random = seeded(7)
    for (let at = 0; at < count; at++) {
      way.say(malformed(random))
      if (at % 50 === 49) await new Promise(resolve => setTimeout(resolve, 20))
    }
    await anna.page.waitForTimeout(500)
    const before = (await anna.callIds()).length
    // Some are nearly whole: they show that all of them reach the telephone.
    assert.ok(before > 0, 'none of them rang')
    const called = '+31201234101'
    const { sipPort } = exchange
    // What rang meanwhile is answered for by nobody; it is declined to have a free line.
    await anna.page.evaluate(async () => {
      const { decline } = window.Deskbell as { decline(id: string): Promise<void> } & object
      const ended = new Set(window.heard.filter(h => h.type === 'ended').map(h => h.call.callId))
      for (const { call } of window.heard) {
        if (!ended.has(call.callId)) await decline(call.callId).catch(() => {})
      }
    })
    const over = sipp({
      sipPort,
      called,
      number: '+31612345000',
      caller: 'Fine',
      calls: 1,
      rate: 1,
      ringMs: 1_000,
    })
    await anna.moment('ringing', before + 1)
    await over
    await anna.moment('ended', before + 1)
    const strange = anna.complaints.filter(text => !/could not be read|Deskbell:/.test(text))
    assert.deepEqual(strange, [])
  } finally {
    await anna.close()
    await way.close()
    await exchange.close()
  }
}
