// `node --import tsx tests/support/on-postgres.ts COMMAND …` runs a command, tests for example, with
// one PostgreSQL server for all of it, and ends as the command did.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { POSTGRES_VARIABLE } from './databases.js'
import { startPostgres } from './postgres.js'

const [command = '', ...parameters] = process.argv.slice(2)
// Each test file has relays and CRMs of its own, each of them with a pool.
const server = await startPostgres({ max_connections: '300' })
try {
  const child = spawn(command, parameters, {
    stdio: 'inherit',
    env: { ...process.env, [POSTGRES_VARIABLE]: server.address() },
  })
  const [code] = await once(child, 'exit')
  process.exitCode = code ?? 1
} finally {
  await server.close()
}
