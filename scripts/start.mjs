// `npm start`: sets up what is missing, then runs the demo CRM with its relay and a simulated PBX.
import { spawn } from 'node:child_process'
import { root, runMain } from './run.mjs'
import { setup } from './setup.mjs'

runMain(async () => {
  await setup({ forTests: false })
  const demo = spawn(process.execPath, ['build/demo/demo-host/main.js'], {
    cwd: root,
    stdio: 'inherit',
  })
  // Ctrl-C reaches the child by the terminal; a supervisor's signal only reaches us.
  process.on('SIGINT', () => {})
  process.on('SIGTERM', () => demo.kill('SIGTERM'))
  demo.on('exit', code => process.exit(code ?? 0))
})
