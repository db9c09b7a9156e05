import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import { loadEngine } from '../../js-shim/src/core/load-engine.js'
import { readReplay } from '../../relay/src/replay/read-replay.js'
import { redactReplay } from '../../relay/src/replay/redact.js'
import { differs, replay } from '../../relay/src/replay/replay.js'
import type { Command } from '../command.js'
import { CommandError } from '../command-error.js'
import { tellReplay } from './tell-replay.js'

const help = `deskbell replay FILE

Plays a call again, step by step in words: what reached the relay and when, what came of it, what
was ignored and why. FILE is what the relay gives out at GET /calls/CALL/replay; - reads stdin.
Today's engine reads the webhooks and joins the events anew.

  --redact   writes the file to stdout with telephone numbers and names replaced, each by the same
             wherever it stands, so that it replays as before

Exit code 0: today's engine comes to the record that the file holds; 1: to another one, or it reads
something on the way otherwise; 2: asked for in a wrong way.
`

/** `deskbell replay` */
export const replayCommand: Command = {
  help,
  async run(args) {
    const { path, redact } = read(args)
    const file = readReplay(path === '-' ? await text(process.stdin) : await readFile(path, 'utf8'))
    const engine = await loadEngine()
    if (redact) {
      process.stdout.write(`${JSON.stringify(redactReplay(engine, file), null, 2)}\n`)
      return 0
    }
    const played = replay(engine, file)
    process.stdout.write(`${tellReplay(played, engine.version.engine).join('\n')}\n`)
    return differs(played) ? 1 : 0
  },
}

function read(args: string[]): { path: string; redact: boolean } {
  try {
    const { values, positionals } = parseArgs({
      args,
      options: { redact: { type: 'boolean', default: false } },
      allowPositionals: true,
    })
    const [path, ...more] = positionals
    if (path !== undefined && more.length === 0) return { path, redact: values.redact }
  } catch (problem) {
    throw new CommandError((problem as Error).message, 2)
  }
  throw new CommandError('One file is needed: deskbell replay call.json', 2)
}
