// A file far larger than the memory that is used for it.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { typedNumber } from './databases.js'
import { startDeskbell } from './run-deskbell.js'

const MEGABYTES = 600
/** Node itself, the engine and some portions; measured at 130 for 100 MB as for 600. */
const MOST_MEMORY_MB = 300

test('600 MB from a pipe into a pipe: the same amount of memory all the way', async context => {
  const cwd = await mkdtemp(join(tmpdir(), 'deskbell-large-'))
  const note = 'x'.repeat(900)
  const block = Buffer.from(
    Array.from({ length: 1024 }, (_, i) => `${i},${typedNumber(i).typed},"${note}"\n`).join(''),
  )
  const blocks = Math.ceil((MEGABYTES * 1024 * 1024) / block.length)
  const { child, finished, stdin } = startDeskbell(
    ['clean', '-', '--column', 'phone', '--country', 'NL', '--report', 'report.csv'],
    { cwd, isFed: true, isCounted: true },
  )
  let most = 0
  const watch = setInterval(() => {
    const status = readFileSync(`/proc/${child.pid}/status`, 'utf8')
    most = Math.max(most, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024)
  }, 500)
  stdin.write('id,phone,note\n')
  for (let i = 0; i < blocks; i++) if (!stdin.write(block)) await once(stdin, 'drain')
  stdin.end()
  const { code, stderr, bytes } = await finished
  clearInterval(watch)
  assert.equal(code, 0, stderr)
  assert.match(stderr, new RegExp(`${(blocks * 1024).toLocaleString('en-GB')} rows`))
  assert.ok(bytes > MEGABYTES * 1_000_000, `${bytes}`)
  context.diagnostic(`${most.toFixed(0)} MB of memory at most`)
  assert.ok(most < MOST_MEMORY_MB, `${most} MB`)
  await rm(cwd, { recursive: true })
})
