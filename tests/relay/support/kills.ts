import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { testDatabase } from '../../support/databases.js'
import { closeConnections, post } from './post.js'
import { randomOf } from './random.js'
import { kill, startProcess } from './relay-in-process.js'
import * as zadarma from './zadarma-notice.js'

const SENDERS = 4

/** The `number`th webhook of many calls, four of each call. */
function notice(number: number): zadarma.Fields {
  const id = zadarma.pbxCallId(Math.floor(number / 4))
  const all = [
    zadarma.start(id),
    zadarma.rings(id, '101'),
    zadarma.answers(id, '101'),
    zadarma.ends(id, { internal: '101' }),
  ]
  return all[number % 4] as zadarma.Fields
}

/**
 * Sends `webhooks` webhooks to a relay that is killed `kills` times at random moments meanwhile.
 * What was not answered is sent again to the next relay, as a telephone system does.
 */
export async function checkKills(kills: number, webhooks: number, seed: number): Promise<void> {
  assert.equal(webhooks % 4, 0)
  const random = randomOf(seed)
  const database = await testDatabase()
  const waiting = Array.from({ length: webhooks }, (_, index) => webhooks - 1 - index)
  const acknowledged = new Set<number>()
  let unanswered = 0
  for (let round = 0; round <= kills; round++) {
    const relay = await startProcess(database.address)
    let alive = true
    const sender = async () => {
      while (alive) {
        const number = waiting.pop()
        if (number === undefined) return
        const fields = notice(number)
        const body = new URLSearchParams(fields).toString()
        const headers = { signature: zadarma.sign(fields) }
        const status = await post({ url: relay.url, body, headers }).catch(() => 0)
        if (status === 200) acknowledged.add(number)
        else {
          assert.equal(status, 0, 'it answers 200 or, dead, not at all')
          waiting.push(number)
          unanswered++
          return
        }
      }
    }
    const senders = Array.from({ length: SENDERS }, sender)
    if (round < kills) {
      // So many for each kill that the last one still finds some on their way.
      const share = Math.floor((webhooks - acknowledged.size) / (kills - round + 1))
      const enough = acknowledged.size + 1 + random(2 * share)
      while (acknowledged.size < enough && waiting.length > SENDERS) await sleep(1)
      await sleep(random(8))
      await kill(relay)
      alive = false
    }
    await Promise.all(senders)
    closeConnections()
    if (round === kills) await kill(relay)
  }

  assert.equal(acknowledged.size, webhooks)
  assert.ok(unanswered >= kills / 2, `only ${unanswered} kills met a webhook on its way`)
  const count = (sql: string) => Number(database.rows<{ n: number | string }>(sql)[0]?.n)
  const calls = webhooks / 4
  assert.equal(count('select count(*) as n from events'), webhooks, 'lost or doubled events')
  assert.equal(count('select count(distinct call_id) as n from events'), calls)
  assert.equal(count('select count(*) as n from calls'), calls, 'lost or doubled calls')
  assert.equal(
    count(`select count(*) as n from calls where state = 'ended' and record is not null`),
    calls,
    'all of an event or nothing of it: also the record that follows from it',
  )
  assert.equal(count('select count(*) as n from signed_texts'), 2 * calls)
  console.log(`${kills} kills, ${webhooks} webhooks, ${unanswered} unanswered: lost 0, doubled 0`)
  await database.close()
}
