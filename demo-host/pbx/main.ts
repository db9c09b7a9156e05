import { type PbxOptions, startPbx } from './start-pbx.js'

/** What the parent says: first the options, then the webhook's address once it can be reached. */
type Message = { start: PbxOptions } | { webhook: string }

/**
 * The simulated telephone system as a process of its own. It lives as long as the parent's channel:
 * when the parent is killed it goes too, so that its port is free for the next start.
 */
let pbx: ReturnType<typeof startPbx> | undefined

process.on('message', async (message: Message) => {
  try {
    if ('start' in message) {
      pbx = startPbx(message.start)
      process.send?.({ url: (await pbx).url })
    } else {
      const passed = await (await pbx)?.setWebhook(message.webhook)
      process.send?.({ webhook: passed === true })
    }
  } catch (error) {
    process.send?.({ error: error instanceof Error ? error.message : String(error) })
  }
})
process.on('disconnect', () => process.exit(0))
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    // The parent decides; Ctrl-C reaches the whole group at once.
  })
