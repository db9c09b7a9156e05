// Builds the demo, the CRM and the simulated PBX, from demo-host/ into build/demo.
import { bundle } from './bundle.mjs'
import { runMain } from './run.mjs'

runMain(() => bundle('build/demo', ['demo-host/main.ts', 'demo-host/pbx/main.ts']))
