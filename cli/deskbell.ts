#!/usr/bin/env node
// `npx deskbell <command>`: the tools for hosts, one folder or file each.
import { DeskbellError } from '../js-shim/src/core/deskbell-error.js'
import type { Command } from './command.js'
import { CommandError } from './command-error.js'

interface Entry {
  /** One line. */
  summary: string
  /** Loaded when it is asked for: no command waits for another's libraries. */
  load(): Promise<Command>
}

const COMMANDS: Record<string, Entry> = {
  clean: {
    summary: 'write all telephone numbers of a file or a database table in one form',
    load: async () => (await import('./clean/clean-command.js')).cleanCommand,
  },
  relay: {
    summary: 'run the relay alone; back up, restore, forget a person',
    load: async () => (await import('./relay/relay-command.js')).relayCommand,
  },
  replay: {
    summary: 'play a call again, step by step in words',
    load: async () => (await import('./replay/replay-command.js')).replayCommand,
  },
}

const width = Math.max(...Object.keys(COMMANDS).map(name => name.length))
const HELP = `Deskbell's tools for hosts.

${Object.entries(COMMANDS)
  .map(([name, { summary }]) => `  deskbell ${name.padEnd(width)}  ${summary}`)
  .join('\n')}

  deskbell help COMMAND shows everything about one.
`

async function main([name = 'help', ...args]: string[]): Promise<number> {
  const wanted = name === 'help' ? args[0] : name
  const isHelp = name === 'help' || args.includes('--help') || args.includes('-h')
  if (wanted === undefined || wanted === '--help' || wanted === '-h') {
    process.stdout.write(HELP)
    return 0
  }
  const entry = Object.hasOwn(COMMANDS, wanted) ? COMMANDS[wanted] : undefined
  if (entry === undefined) {
    const known = Object.keys(COMMANDS).join(', ')
    throw new CommandError(`There is no command '${wanted}'. There are: ${known}.`, 2)
  }
  const command = await entry.load()
  if (!isHelp) return command.run(args)
  process.stdout.write(command.help)
  return 0
}

/** What needs no stack: our own words, and the system's, such as `ENOENT: no such file …`. */
function isExpected(problem: unknown): boolean {
  if (problem instanceof CommandError || problem instanceof DeskbellError) return true
  return problem instanceof Error && 'syscall' in problem
}

/** Whoever reads our output may stop early, as `head` does: that is no failure. */
process.stdout.on('error', (problem: NodeJS.ErrnoException) => {
  if (problem.code === 'EPIPE') process.exit(0)
  throw problem
})

main(process.argv.slice(2)).then(
  code => {
    process.exitCode = code
  },
  problem => {
    process.stderr.write(`deskbell: ${isExpected(problem) ? problem.message : problem?.stack}\n`)
    process.exitCode = problem instanceof CommandError ? problem.exitCode : 1
  },
)
