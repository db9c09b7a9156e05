// A caller waits while NOTIFY_START is answered. 100 webhooks a second reach the demo CRM's relay with
// 1,000,000 contacts in its database; a START is answered with the caller's name out of it.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { closeConnections, exchange } from './support/post.js'
import { WEBHOOK_TOKEN } from './support/relay-under-test.js'
import * as zadarma from './support/zadarma-notice.js'

const CONTACTS = 1_000_000
const A_SECOND = 100
const SECONDS = 60
const WARM_UP_SECONDS = 5
const LIMIT_MS = 50

const at = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] as number

/** The `number`th webhook: five of each call, by callers from all over the table. */
function notice(number: number): zadarma.Fields {
  const call = Math.floor(number / 5)
  const id = zadarma.pbxCallId(call)
  const caller_id = String(31_610_000_001 + ((call * 7919) % CONTACTS))
  const who = { caller_id, called_did: '31201234567' }
  const all = [
    zadarma.start(id, who),
    zadarma.rings(id, '101', who),
    zadarma.answers(id, '101', { caller_id }),
    zadarma.ends(id, { ...who, internal: '101' }),
    zadarma.records(id, `${call}.75283`),
  ]
  return all[number % 5] as zadarma.Fields
}

test(`NOTIFY_START at p99 under ${LIMIT_MS} ms with ${CONTACTS} contacts and ${A_SECOND} webhooks a second`, async () => {
  const directory = await mkdtemp(join(tmpdir(), 'deskbell-load-'))
  const script = fileURLToPath(new URL('./support/loaded-crm.ts', import.meta.url))
  const parameters = [directory, String(CONTACTS), zadarma.ZADARMA_SECRET, WEBHOOK_TOKEN]
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...parameters], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [url] = await once(createInterface(child.stdout), 'line')

  const times: number[] = []
  const statuses = new Map<number, number>()
  let nameless = 0
  const answered: Promise<void>[] = []
  const began = performance.now()
  for (let number = 0; number < (WARM_UP_SECONDS + SECONDS) * A_SECOND; number++) {
    // By the clock, whether answers come or not: a slow answer must not slow down the asking.
    const due = began + (number * 1000) / A_SECOND
    if (due > performance.now()) await sleep(due - performance.now())
    const fields = notice(number)
    const posting = {
      url,
      body: new URLSearchParams(fields).toString(),
      headers: { signature: zadarma.sign(fields) },
    }
    answered.push(
      exchange(posting).then(({ status, text }) => {
        statuses.set(status, (statuses.get(status) ?? 0) + 1)
        if (fields.event !== 'NOTIFY_START' || number < WARM_UP_SECONDS * A_SECOND) return
        times.push(performance.now() - due)
        if (!/"caller_name":"Contact \d+"/.test(text)) nameless++
      }),
    )
  }
  await Promise.all(answered)
  times.sort((a, b) => a - b)
  const shown = (ms: number) => `${ms.toFixed(1)} ms`
  console.log(
    `${times.length} STARTs: p50 ${shown(at(times, 0.5))}, p99 ${shown(at(times, 0.99))}, ` +
      `slowest ${shown(times.at(-1) as number)}, without a name ${nameless}; ` +
      `load ${loadavg()[0]?.toFixed(1)}`,
  )
  child.kill('SIGKILL')
  await once(child, 'exit')
  closeConnections()
  await rm(directory, { recursive: true })
  assert.deepEqual([...statuses.keys()], [200])
  assert.equal(nameless, 0)
  assert.ok(at(times, 0.99) < LIMIT_MS)
})
