/** The demo as `npm start` runs it, from the repository's root; built by scripts/build-demo.mjs. */
export const DEMO_PROGRAM = 'build/demo/demo-host/main.js'
