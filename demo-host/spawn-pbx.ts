import { type ChildProcess, fork } from 'node:child_process'
import { basename, dirname, join } from 'node:path'
import type { PbxOptions } from './pbx/start-pbx.js'

export interface SpawnedPbx {
  url: string
  /** Enters the webhook address; false when it does not pass the echo check. */
  setWebhook(url: string): Promise<boolean>
  close(): Promise<void>
  /** Resolves with its exit code if it ends by itself. */
  readonly gone: Promise<number | null>
}

interface Answer {
  url?: string
  webhook?: boolean
  error?: string
}

/** Starts the simulated telephone system as a process of its own. */
export async function spawnPbx(options: PbxOptions): Promise<SpawnedPbx> {
  // Beside the program that runs, whether that is TypeScript or what was built from it.
  const [, main = ''] = process.argv
  const child = fork(join(dirname(main), 'pbx', basename(main)))
  const gone = new Promise<number | null>(resolve => child.once('exit', resolve))
  const { url } = await ask(child, { start: options })
  if (url === undefined) throw new Error('the simulated PBX did not start')
  return {
    url,
    gone,
    setWebhook: async address => (await ask(child, { webhook: address })).webhook === true,
    async close() {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.disconnect()
      await gone
    },
  }
}

function ask(child: ChildProcess, message: object): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const ended = () => reject(new Error('the simulated PBX ended'))
    child.once('exit', ended)
    child.once('message', (answer: Answer) => {
      child.off('exit', ended)
      if (answer.error === undefined) resolve(answer)
      else reject(new Error(`the simulated PBX: ${answer.error}`))
    })
    child.send(message)
  })
}
