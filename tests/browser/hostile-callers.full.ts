// 300 hostile names and more, by real webhooks and from the CRM's own data: in the panel, the toaster,
// the CRM's call log, the replay's pages and a terminal they are text, and nothing of them runs.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { tellReplay } from '../../cli/replay/tell-replay.js'
import { loadEngine } from '../../js-shim/src/core/load-engine.js'
import { safeWords } from '../../js-shim/src/text/safe-words.js'
import { readReplay, replay } from '../../relay/src/index.js'
import { launchChromium } from '../launch-chromium.js'
import { type Fields, localTime } from '../relay/support/zadarma-notice.js'
import { type DemoCrm, startDemoCrm } from '../support/demo-crm.js'
import {
  type AgentPage,
  assertNoComplaints,
  openAgentPage,
  until,
  untilReady,
} from './agent-page.js'

const RUNS = 'window.hacked=1'
const PAYLOADS = [
  `<script>${RUNS}</script>`,
  `<img src=x onerror=${RUNS}>`,
  `<svg onload=${RUNS}>`,
  `<svg><animate onbegin=${RUNS} attributeName=x dur=1s>`,
  `<iframe srcdoc="<script>parent.hacked=1</script>">`,
  `<details open ontoggle=${RUNS}>`,
  `<input autofocus onfocus=${RUNS}>`,
  `<body onload=${RUNS}>`,
  `<math><mtext></table><mglyph><style><img src=x onerror=${RUNS}>`,
  `<noscript><p title="</noscript><img src=x onerror=${RUNS}>">`,
  `<a href="javascript:${RUNS}">Anna</a>`,
  `javascript:${RUNS}`,
  `data:text/html,<script>${RUNS}</script>`,
  `"onmouseover="${RUNS}" x="`,
  `' onfocus=${RUNS} autofocus '`,
  `\`-${RUNS}-\``,
  `</bdi></button><script>${RUNS}</script>`,
  `</textarea></title><script>${RUNS}</script>`,
  `<!--><script>${RUNS}</script>-->`,
  `]]><script>${RUNS}</script>`,
  `&lt;img src=x onerror=${RUNS}&gt;`,
  `&#60;script&#62;${RUNS}&#60;/script&#62;`,
  `\\u003cscript\\u003e${RUNS}`,
  `{{constructor.constructor('${RUNS}')()}}`,
  `\${${RUNS}}`,
  `<%= ${RUNS} %>`,
  `#{${RUNS}}`,
  `{name} {count} {reason}`,
  `%s %d %n %x`,
  `=HYPERLINK("//evil","x")`,
  `=cmd|'/c calc'!A1`,
  `+SUM(1+1)*cmd|' /C calc'!A0`,
  `-2+3+cmd|' /C calc'!A0`,
  `@SUM(1+1)`,
  `'; drop table calls; --`,
  `" or 1=1 --`,
  `../../../../etc/passwd`,
  `$(touch /tmp/hacked)`,
  `| sleep 10`,
  `__proto__`,
  `constructor`,
  `toString`,
  `null`,
  `undefined`,
  `[object Object]`,
  `Anna \u202Egnoj ed\u202C`,
  `\u2066\u2067\u2068 Anna \u2069`,
  `\u200F\u061C Anna`,
  `An\u200Bna\u200D\uFEFF de Jong`,
  `A${'\u0301'.repeat(300)}nna`,
  'W'.repeat(10_000),
  'Anna '.repeat(2000),
  `Anna\r\nSet-Cookie: hacked=1`,
  `Anna\r\n\r\n<script>${RUNS}</script>`,
  `\u001b[2J\u001b]0;hacked\u0007Anna`,
  `\u0007\u0008\u007f Anna`,
  `Anna \uFFFD\uFFFE`,
  `🧨👩‍👩‍👧‍👦🏴‍☠️ Anna`,
  'سارة <b>أحمد</b>',
  `ＡＮＮＡ <ｓｃｒｉｐｔ>`,
  `A\u2028B\u2029C`,
]
/** As it stands, inside of a name, after a line's end, doubled, and cut short. */
const HOSTILE = PAYLOADS.flatMap(text => [
  text,
  `Anna ${text} de Jong`,
  `Anna\n${text}`,
  `${text}${text}`,
  text.slice(0, -1),
])

/** Calls that ring together: a card in front, rows behind it, a toast for each. */
const AT_ONCE = 8
const NUMBER = 31_612_400_000

let crm: DemoCrm
let browser: Browser
let agent: AgentPage
before(async () => {
  crm = await startDemoCrm()
  browser = await launchChromium()
  agent = await openAgentPage(browser, `${crm.url}/contacts`)
  await untilReady(agent)
})
after(async () => {
  await browser.close()
  await crm.close()
})

async function tell(fields: Fields): Promise<void> {
  const response = await crm.tell(fields)
  assert.equal(response.status, 200, await response.text())
}

/** A call in which the `index`th caller rings at the agent; `end` ends it. */
function callOf(index: number, callerId: string) {
  const told = {
    pbx_call_id: `in_hostile_${index}_${callerId.length}`,
    call_start: localTime(Date.now() - 1000),
    caller_id: callerId,
    called_did: '31202101234',
  }
  const end = {
    duration: '0',
    disposition: 'no answer',
    status_code: '16',
    is_recorded: '0',
    call_id_with_rec: '',
  }
  return {
    callId: told.pbx_call_id,
    ring: () => tell({ event: 'NOTIFY_INTERNAL', internal: '100', ...told }),
    end: () => tell({ event: 'NOTIFY_END', ...told, ...end }),
  }
}

/** What stands in Deskbell's shadow roots: how many cards and toasts, and what must not be there. */
const look = () =>
  agent.page.evaluate(() => {
    const roots = ['deskbell-panel', 'deskbell-toaster'].flatMap(
      name => document.querySelector(name)?.shadowRoot ?? [],
    )
    const all = roots.flatMap(root => [...root.querySelectorAll('*')])
    // The names stand in elements that keep their direction to themselves.
    const names = roots.flatMap(root => [...root.querySelectorAll('[part=name], bdi')])
    return {
      cards: roots[0]?.querySelectorAll('.card, .call-row, [part=call-row]').length ?? 0,
      text: roots.map(root => root.textContent).join('\n'),
      foreign: all
        .filter(each =>
          /^(script|img|iframe|a|b|math|details|style|object|form|body|textarea)$/i.test(
            each.tagName,
          ),
        )
        .map(each => each.outerHTML.slice(0, 100)),
      handlers: all.filter(each => [...each.attributes].some(({ name }) => name.startsWith('on')))
        .length,
      loose: names.filter(each => getComputedStyle(each).unicodeBidi !== 'isolate').length,
      wide: document.documentElement.scrollWidth > innerWidth,
      hacked:
        'hacked' in window ||
        document.cookie.includes('hacked') ||
        document.title.includes('hacked'),
    }
  })

/** Rings all of `calls`, waits until all of `names` are shown, looks, and ends them. */
async function ringAndLook(calls: ReturnType<typeof callOf>[], names: string[]): Promise<void> {
  for (const call of calls) await call.ring()
  const missing = async () => {
    const { text } = await look()
    // Long ones are cut, in more than one place.
    return names.map(name => safeWords(name).slice(0, 60)).filter(words => !text.includes(words))
  }
  await until(async () => (await missing()).length === 0).catch(async () => {
    assert.deepEqual(await missing(), [])
  })
  const seen = await look()
  assert.deepEqual(seen.foreign, [])
  assert.deepEqual([seen.handlers, seen.loose, seen.wide, seen.hacked], [0, 0, false, false])
  for (const call of calls) await call.end()
  await agent.panel.getByText('Ready', { exact: true }).waitFor()
}

test(`${HOSTILE.length} names from the CRM`, async () => {
  assert.ok(HOSTILE.length >= 300)
  const now = Date.now()
  for (const [index, name] of HOSTILE.entries()) {
    const { id } = await crm.data.db
      .insertInto('contacts')
      .values({
        name,
        company_id: null,
        role: name,
        email: name,
        responsible: '100',
        search: name,
        created_at: now,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const key = BigInt(NUMBER + index)
    await crm.data.db
      .insertInto('contact_numbers')
      .values({ contact_id: id, label: 'mobile', e164: `+${key}`, key })
      .execute()
  }
  for (let from = 0; from < HOSTILE.length; from += AT_ONCE) {
    const names = HOSTILE.slice(from, from + AT_ONCE)
    const batch = names.map((_, i) => callOf(from + i, `${NUMBER + from + i}`))
    await ringAndLook(batch, names)
  }
  assertNoComplaints(agent)
})

test(`${HOSTILE.length} callers whose number is the attack, in the webhook itself`, async () => {
  // The engine reads 64 bytes of a caller's id, and its webhooks have no NUL.
  for (let from = 0; from < HOSTILE.length; from += AT_ONCE) {
    const batch = HOSTILE.slice(from, from + AT_ONCE).map((text, i) =>
      callOf(1000 + from + i, text),
    )
    await ringAndLook(batch, [])
  }
  assertNoComplaints(agent)
})

test('in the call log of the CRM, and in every replay: page and terminal', async () => {
  const { page } = agent
  for (const path of ['/calls', '/calls?page=2', '/calls/replay', '/contacts?q=anna']) {
    await page.goto(crm.url + path)
    const facts = await page.evaluate(() => ({
      hacked: 'hacked' in window || document.title.includes('hacked'),
      foreign: document.querySelectorAll(
        'main :is(script:not([src]), img, iframe, b, math, object)',
      ).length,
      handlers: [...document.querySelectorAll('main *')].filter(each =>
        [...each.attributes].some(({ name }) => name.startsWith('on')),
      ).length,
    }))
    assert.deepEqual(facts, { hacked: false, foreign: 0, handlers: 0 }, path)
  }
  assertNoComplaints(agent)
  const engine = await loadEngine()
  for (const [index, text] of HOSTILE.entries()) {
    const { callId } = callOf(1000 + index, text)
    const file = readReplay(await (await fetch(`${crm.url}/calls/replay/${callId}/file`)).text())
    const lines = tellReplay(replay(engine, file), engine.version.engine)
    const steering = lines.filter(line => /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(line))
    assert.deepEqual(steering, [])
  }
})
