// `npm run call -- +31612345678`: makes the running demo's telephone system ring, and tells what
// happens until the call has ended.
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const HELP = `Makes a call in the simulated telephone system of the running demo.

  npm run call -- NUMBER [options]

NUMBER is who calls, e.g. +31612345678 (Anna de Jong) or +31201234567 (unknown); 'anonymous' too.

  --line NUMBER        the company's number that is called
  --extension 100,101  whose telephones ring (default: 100, 101 and 102)
  --answer SECONDS     somebody answers after so long; without it you steer the call (see below)
  --by EXTENSION       who answers (default: the first that rings)
  --duration SECONDS   how long they talk (default 10)
  --transfer EXTENSION halfway the call is handed to this colleague
  --record             the conversation is recorded
  --busy | --no-answer | --cancel | --failed | --voicemail
                       how it ends instead; --answer then says after how long
  --outgoing           the first extension dials NUMBER from its desk telephone
  --data DIRECTORY     of the demo (default: .deskbell, or what DESKBELL_DATA says)
  --help

Without --answer the call rings until you press Enter here (answer, then hang up) or Ctrl-C.`

class Wrong extends Error {}

const OUTCOMES = {
  busy: 'busy',
  'no-answer': 'no answer',
  cancel: 'cancel',
  failed: 'failed',
  voicemail: 'voicemail',
}

function options() {
  const flags = ['record', 'outgoing', 'help', ...Object.keys(OUTCOMES)]
  const texts = ['line', 'extension', 'answer', 'by', 'duration', 'transfer', 'data']
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: Object.fromEntries([
        ...flags.map(name => [name, { type: 'boolean' }]),
        ...texts.map(name => [name, { type: 'string' }]),
      ]),
    })
    return { ...values, number: positionals.join(' ') }
  } catch (problem) {
    throw new Wrong(`${problem.message.split('. ')[0]}. See: npm run call -- --help`)
  }
}

function seconds(name, text) {
  if (text === undefined) return undefined
  const value = Number(text)
  if (!Number.isFinite(value) || value < 0)
    throw new Wrong(`--${name} ${text}: a number of seconds is needed`)
  return value
}

/** The body of the simulator's request. */
function wish(given) {
  const named = Object.keys(OUTCOMES).filter(name => given[name])
  if (named.length > 1) throw new Wrong(`--${named.join(' and --')}: a call ends in one way only`)
  const outcome = OUTCOMES[named[0]] ?? 'answered'
  const extensions = given.extension?.split(',').map(text => text.trim())
  const answerAfter = seconds('answer', given.answer)
  const duration = seconds('duration', given.duration)
  if (given.outgoing) {
    if (outcome === 'voicemail') throw new Wrong('--voicemail is for incoming calls')
    return {
      direction: 'out',
      from: extensions?.[0] ?? '100',
      to: given.number,
      outcome,
      answerAfter: answerAfter ?? (outcome === 'answered' ? 3 : null),
      duration: duration ?? 10,
      record: given.record ?? false,
    }
  }
  return {
    from: given.number,
    line: given.line,
    extensions,
    outcome,
    answerAfter,
    answeredBy: given.by,
    duration: duration ?? (answerAfter === undefined ? undefined : 10),
    transferTo: given.transfer,
    record: given.record,
  }
}

function demo(directory) {
  const data = resolve(
    directory ??
      process.env.DESKBELL_DATA ??
      join(fileURLToPath(new URL('../', import.meta.url)), '.deskbell'),
  )
  try {
    return JSON.parse(readFileSync(join(data, 'demo.json'), 'utf8'))
  } catch {
    throw new Wrong('The demo is not running. Start it with: npm start')
  }
}

async function ask(url, method = 'GET', body) {
  let response
  try {
    response = await fetch(url, {
      method,
      headers: body && { 'content-type': 'application/json' },
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(5000),
    })
  } catch {
    throw new Wrong('The demo is not running. Start it with: npm start')
  }
  const answer = await response.json()
  if (!response.ok)
    throw new Wrong(`The telephone system refused: ${answer.message ?? answer.error}`)
  return answer
}

const clock = at => new Date(at).toTimeString().slice(0, 8)

function tell({ at, what, sent, answer }) {
  const event = sent ? sent.event.padEnd(16) : ''.padEnd(16)
  const back =
    answer === undefined
      ? ''
      : 'error' in answer
        ? `✗ ${answer.error}`
        : `${answer.status}${answer.body && answer.body !== '{}' ? ` ${answer.body}` : ''}`
  console.log(`${clock(at)}  ${event}  ${what}${back && `  → ${back}`}`)
}

async function main() {
  const given = options()
  if (given.help) return console.log(HELP)
  if (given.number === '') throw new Wrong('Which number calls? E.g. npm run call -- +31612345678')
  const body = wish(given)
  const { pbx } = demo(given.data)
  let call = await ask(`${pbx}/sim/calls`, 'POST', body)
  const address = `${pbx}/sim/calls/${call.id}`

  const byHand = body.direction !== 'out' && body.answerAfter === undefined
  const steered = byHand && body.outcome === 'answered'
  if (steered) {
    console.log('Press Enter to answer, Enter again to hang up; Ctrl-C: the caller gives up.')
    process.stdin.on('data', () => {
      const how = call.state === 'ringing' ? 'answer' : 'hangup'
      ask(`${address}/${how}`, 'POST', {}).catch(() => {})
    })
  }
  process.on('SIGINT', () => ask(`${address}/hangup`, 'POST', {}).catch(() => process.exit(1)))

  let told = 0
  for (;;) {
    for (; told < call.steps.length; told++) tell(call.steps[told])
    if (call.finished) break
    await new Promise(done => setTimeout(done, 150))
    call = await ask(address)
  }
  process.exit(0)
}

main().catch(problem => {
  console.error(problem instanceof Wrong ? problem.message : problem)
  process.exit(1)
})
