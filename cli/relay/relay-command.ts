import { parseArgs } from 'node:util'
import { loadEngine } from '../../js-shim/src/core/load-engine.js'
import { createRelay } from '../../relay/src/index.js'
import type { Command } from '../command.js'
import { CommandError } from '../command-error.js'
import { backUp, restore } from './back-up.js'
import { type RelayConfig, readConfig, VARIABLES } from './relay-config.js'
import { runRelay } from './run-relay.js'

const help = `deskbell relay [run | backup FILE | restore FILE | forget NUMBER] [options]

Runs the relay alone, with its CRM reached over HTTP, and does what whoever runs it needs.

  run             serves until it is told to end (SIGTERM, Ctrl-C)
  backup FILE     writes the relay's tables into a new file; the relay may run on
  restore FILE    puts a back-up in the place of the database; no relay may run on it
  forget NUMBER   deletes what is known of a person: calls, recordings' links, webhooks, work, blacklist

  --config FILE   JSON; else DESKBELL_CONFIG, else the environment alone
  --tenant ID     whose person is to be forgotten (default: the default tenant's)

The environment counts before the file: ${Object.keys(VARIABLES).join(', ')}.
Every setting: relay/README.md.
`

const COMMANDS: Record<
  string,
  (config: RelayConfig, about: string, tenant?: string) => Promise<number>
> = {
  run: config => runRelay(config),
  backup: async ({ database }, file) => {
    await backUp(database, file)
    process.stderr.write(`Written: ${file}\n`)
    return 0
  },
  restore: async ({ database }, file) => {
    await restore(database, file)
    process.stderr.write('Restored.\n')
    return 0
  },
  forget: async (config, number, tenant) => {
    const { tenant: options, database, tokenSecret } = config
    const engine = await loadEngine()
    const relay = await createRelay({ ...options, database, tokenSecret, engine })
    try {
      const calls = await relay.forget(number, tenant)
      process.stderr.write(`Deleted: ${calls} ${calls === 1 ? 'call' : 'calls'}.\n`)
    } finally {
      await relay.close()
    }
    return 0
  },
}

/** `deskbell relay` */
export const relayCommand: Command = {
  help,
  async run(args) {
    const { name, about, path, tenant } = read(args)
    const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
    if (!command || (name === 'run') !== (about === undefined)) {
      throw new CommandError('What is to be done? See: deskbell help relay', 2)
    }
    return command(readConfig(path, process.env), about ?? '', tenant)
  },
}

function read(args: string[]) {
  try {
    const { values, positionals } = parseArgs({
      args,
      options: { config: { type: 'string' }, tenant: { type: 'string' } },
      allowPositionals: true,
    })
    const [name = 'run', about, ...more] = positionals
    if (more.length === 0) {
      return {
        name,
        about,
        path: values.config ?? process.env.DESKBELL_CONFIG,
        tenant: values.tenant,
      }
    }
  } catch (problem) {
    throw new CommandError((problem as Error).message, 2)
  }
  throw new CommandError('Too many words. See: deskbell help relay', 2)
}
