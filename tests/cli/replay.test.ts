import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { ReplayFile } from '../../relay/src/replay/replay-file.js'
import { RelayUnderTest } from '../relay/support/relay-under-test.js'
import { answers, ends, pbxCallId, rings, start } from '../relay/support/zadarma-notice.js'
import { deskbell } from './run-deskbell.js'

const CALL = pbxCallId(1)

let folder: string
let file: ReplayFile
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deskbell-replay-'))
  const relay = await RelayUnderTest.open()
  await relay.tell(start(CALL), rings(CALL, '101'), rings(CALL, '101'), answers(CALL, '101'))
  await relay.tell(ends(CALL, { internal: '101' }))
  const response = await fetch(`${relay.base}/calls/${CALL}/replay`, {
    headers: { authorization: `Bearer ${await relay.token('101')}` },
  })
  file = (await response.json()) as ReplayFile
  await relay.close()
})
after(() => rm(folder, { recursive: true }))

async function replay(args: string[], stdin = '') {
  const { code, stdout, stderr } = await deskbell(['replay', ...args], {
    cwd: folder,
    stdin: Buffer.from(stdin),
  })
  return { code, out: stdout.toString(), problem: stderr }
}

async function written(name: string, content: unknown): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, JSON.stringify(content))
  return path
}

test('a call is told in words, from a file and from stdin', async () => {
  const path = await written('call.json', file)
  const { code, out, problem } = await replay([path])
  assert.equal(code, 0, out + problem)
  assert.match(
    out,
    /^after 0\.\d s: \+442037691880 calls \+442037691881 {2}\[zadarma NOTIFY_START, signature verified\]$/m,
  )
  assert.match(
    out,
    /^after \d\.\d s: rings at 101 \(second time\) .*\n {4}Delivered again: nothing changes\.$/m,
  )
  assert.match(out, /^In the end, says the file: ended, outcome completed, agent 101, /m)
  assert.match(out, /comes to the same record\.\n$/)
  const piped = await replay(['-'], JSON.stringify(file))
  assert.deepEqual([piped.code, piped.out], [0, out])
})

test('another record than the file holds: exit code 1, and what differs', async () => {
  const record = { ...file.record, outcome: 'missed' as const, talkSeconds: 0 }
  const { code, out } = await replay([await written('other.json', { ...file, record })])
  assert.equal(code, 1)
  assert.match(out, /comes to another record/)
  assert.match(out, /^outcome: missed in the file, completed today\.$/m)
  assert.match(out, /^conversation: 0 s in the file, 42 s today\.$/m)
})

test('--redact writes a file that tells the same story of nobody', async () => {
  const { code, out } = await replay(['--redact', await written('call.json', file)])
  assert.equal(code, 0)
  assert.ok(!out.includes('442037691880') && !out.includes('2037691880'))
  const again = await replay(['-'], out)
  assert.equal(again.code, 0, again.out)
  assert.match(again.out, /rings at 101 \(second time\)/)
  assert.match(again.out, /^Redacted\./m)
})

test('what cannot be played is said in one line', async () => {
  const none = await replay([])
  assert.deepEqual(
    [none.code, none.problem],
    [2, 'deskbell: One file is needed: deskbell replay call.json\n'],
  )
  const wrong = await replay(['-'], '{"format":"other"}')
  assert.equal(wrong.code, 1)
  assert.match(wrong.problem, /^deskbell: .*no replay file of Deskbell\n$/)
  const unknown = await replay(['--nonsense', 'x'])
  assert.equal(unknown.code, 2)
})
