import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { startPbx } from '../../demo-host/pbx/start-pbx.js'
import { crmServer, record } from './crm-server.js'

const account = { key: 'k', secret: 's', webhookPath: '/deskbell/webhooks/zadarma/secret-token' }
const pbx = await startPbx({ ...account, speed: 100 })
const crm = await crmServer({ ...account, apiUrl: pbx.url })
after(async () => {
  await crm.close()
  await pbx.close()
})

const PAGES = ['/contacts', '/contacts/1', '/contacts/1/edit', '/contacts/new', '/companies']
  .concat([
    '/companies/1',
    '/calls',
    '/calls?filter=missed',
    '/calls/statistics',
    '/tasks',
    '/settings',
  ])
  .concat([
    '/settings/clean-up',
    '/sign-in',
    '/contacts/999999',
    '/contacts/x',
    '/companies/999999',
  ])

test('every page has the strict policy and nothing inline', async () => {
  for (const path of PAGES) {
    const response = await crm.send(path)
    assert.equal(response.status, /999999|\/x$/.test(path) ? 404 : 200, path)
    assert.equal(
      response.headers.get('content-security-policy'),
      "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; " +
        "img-src 'self'; media-src 'self'; connect-src 'self'; form-action 'self'; " +
        "base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; " +
        "trusted-types 'none'",
      path,
    )
    assert.equal(response.headers.get('x-content-type-options'), 'nosniff')
    const html = await response.text()
    assert.doesNotMatch(html, /<style|\sstyle=|\son\w+=|<script>/, path)
  }
})

test('every page embeds Deskbell by one tag', async () => {
  for (const path of PAGES.filter(path => path !== '/sign-in')) {
    const html = await crm.page(path)
    assert.match(html, /<script src="\/deskbell\.js" data-config="\/deskbell\/config" async/, path)
    assert.match(html, /<script src="\/host\.js" defer/, path)
  }
})

test('the strict page has exactly the smallest policy and no style sheet', async () => {
  const response = await crm.send('/strict')
  assert.equal(
    response.headers.get('content-security-policy'),
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'none'; " +
      "connect-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'",
  )
  const html = await response.text()
  assert.doesNotMatch(html, /stylesheet/)
  assert.ok((html.match(/href="tel:/g) ?? []).length >= 3)
})

test('every number is a tel: link, in lists and on cards', async () => {
  for (const path of ['/contacts', '/contacts/1', '/companies/1', '/calls', '/tasks'])
    assert.match(await crm.page(path), /<a href="tel:\+\d{7,15}"/, path)
})

test('hostile names are text everywhere', async () => {
  const name = '"><img src=x onerror=alert(1)><script>alert(2)</script>'
  const { body } = await crm.json('/api/contacts', 'POST', {
    name,
    number: '+442079460777',
    company: name,
  })
  await crm.json('/api/calls/in_hostile', 'PUT', {
    ...record({ callId: 'in_hostile', from: '+442079460777', note: name, offeredAt: Date.now() }),
  })
  await crm.json('/api/tasks', 'POST', { title: name, dueAt: Date.now(), contactId: body.id })
  const paths = [`/contacts/${body.id}`, `/contacts/${body.id}/edit`, '/calls', '/tasks']
    .concat(`/contacts?${new URLSearchParams({ q: 'onerror' })}`)
    .concat(`/contacts?${new URLSearchParams({ q: `${name}zzz` })}`)
    .concat(`/contacts/new?${new URLSearchParams({ number: name, company: name })}`)
    .concat(`/companies?${new URLSearchParams({ q: 'onerror' })}`)
    .concat(`/sign-in?${new URLSearchParams({ back: name })}`)
  for (const path of paths) {
    const html = await crm.page(path)
    assert.doesNotMatch(html, /<img|<script>/, path)
  }
  assert.match(await crm.page(`/contacts/${body.id}`), /&quot;>&lt;img|&quot;&gt;&lt;img/)
})

test('signing in is a cookie that scripts cannot read; strangers become the first agent', async () => {
  const response = await crm.form('/sign-in', { extension: '101', back: '/calls' })
  assert.equal(response.status, 303)
  assert.equal(response.headers.get('location'), '/calls')
  const cookie = response.headers.get('set-cookie') ?? ''
  assert.match(cookie, /^kompas_agent=101;/)
  assert.match(cookie, /HttpOnly/)
  assert.match(cookie, /SameSite=Lax/)
  for (const back of [
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    'javascript:1',
  ]) {
    const away = await crm.form('/sign-in', { extension: '101', back })
    assert.equal(away.headers.get('location'), '/contacts', back)
  }
  const unknown = await crm.form('/sign-in', { extension: '999', back: '/' })
  assert.equal(unknown.headers.get('set-cookie'), null)
  const config = async (as?: string) => (await crm.send('/deskbell/config', { as })).json()
  assert.equal(((await config('101')) as { agent: { name: string } }).agent.name, 'Piotr Nowak')
  assert.equal(((await config('666')) as { agent: { name: string } }).agent.name, 'Sanne Bakker')
})

test("the configuration follows the admin's switch and country", async () => {
  const config = async () => (await crm.send('/deskbell/config')).json()
  assert.deepEqual(await config(), {
    enabled: true,
    agent: { id: '100', name: 'Sanne Bakker', extension: '100' },
    country: 'NL',
    lines: { '+31101234567': 'Sales', '+441212345678': 'Export desk' },
    relay: '/deskbell',
    token: 'token-of-100',
  })
  await crm.form('/settings', { country: 'GB', customer: 'Veldkamp' })
  assert.deepEqual(await config(), { enabled: false })
  const { body } = await crm.json('/api/contacts', 'POST', {
    name: 'Local',
    number: '020 7946 0555',
  })
  assert.deepEqual(body.numbers, ['+442079460555'])
  await crm.form('/settings', { deskbell: 'on', country: 'NL', customer: 'Veldkamp' })
  assert.equal(((await config()) as { country: string }).country, 'NL')
})

test('a contact is edited: numbers normalised, emptied ones gone, company made', async () => {
  const made = await crm.form('/contacts/new', [
    ['name', 'Tess Form'],
    ['company', 'Form & Co'],
    ['role', 'owner'],
    ['email', 'tess@form.example'],
    ['responsible', '102'],
    ['label', 'mobile'],
    ['number', '(0)6- 123 45 671'],
    ['label', 'work'],
    ['number', '+31 413 741741'],
    ['label', 'other'],
    ['number', ''],
  ])
  assert.equal(made.status, 303)
  const card = made.headers.get('location') ?? ''
  let html = await crm.page(card)
  assert.match(html, /tel:\+31612345671/)
  assert.match(html, /tel:\+31413741741/)
  assert.match(html, /Form &amp; Co/)
  const edited = await crm.form(`${card}/edit`, [
    ['name', 'Tess Formerly'],
    ['label', 'mobile'],
    ['number', ''],
    ['label', 'work'],
    ['number', '0413-741 742'],
  ])
  assert.equal(edited.status, 303)
  html = await crm.page(card)
  assert.match(html, /Tess Formerly/)
  assert.doesNotMatch(html, /tel:\+31612345671/)
  assert.match(html, /tel:\+31413741742/)

  const refused = await crm.form(`${card}/edit`, [
    ['name', 'Changed'],
    ['label', 'work'],
    ['number', 'no number at all'],
  ])
  assert.equal(refused.status, 400)
  assert.match(await refused.text(), /Nothing was saved/)
  assert.match(await crm.page(card), /Tess Formerly/)
})

test('a number that is too short is kept and marked', async () => {
  const { body } = await crm.json('/api/contacts', 'POST', {
    name: 'Short',
    number: '+31 (0) 6 134678',
  })
  assert.match(await crm.page(body.url), /<small class="warn">too short/)
})

test('a task is added, done and reopened', async () => {
  await crm.form('/contacts/1/tasks', { title: 'Bring cake', due: '2026-07-01T10:00' })
  const { id, due_at } = await crm.data.db
    .selectFrom('tasks')
    .select(['id', 'due_at'])
    .where('title', '=', 'Bring cake')
    .executeTakeFirstOrThrow()
  // Ten o'clock in Amsterdam, in summer.
  assert.equal(new Date(due_at).toISOString(), '2026-07-01T08:00:00.000Z')
  const doneAt = async () =>
    (
      await crm.data.db
        .selectFrom('tasks')
        .select('done_at')
        .where('id', '=', id)
        .executeTakeFirst()
    )?.done_at
  await crm.form(`/tasks/${id}/done`, { back: '/tasks' })
  assert.ok(await doneAt())
  await crm.form(`/tasks/${id}/reopen`, { back: '/tasks' })
  assert.equal(await doneAt(), null)
})

test('a recording comes from the telephone system through the CRM, and only from there', async () => {
  const call = await (
    await fetch(`${pbx.url}/sim/calls`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ from: '+31612345678', answerAfter: 0, duration: 1, record: true }),
    })
  ).json()
  await pbx.idle()
  const { recordingId } = call as { recordingId: string }
  const save = (callId: string, recordingUrl: string) =>
    crm.json(`/api/calls/${callId}`, 'PUT', record({ callId, recordingUrl }))
  await save('in_rec', `zadarma:${recordingId}`)
  const sound = await crm.send('/recordings/in_rec')
  assert.equal(sound.headers.get('content-type'), 'audio/wav')
  assert.equal(Buffer.from(await sound.arrayBuffer()).toString('latin1', 0, 4), 'RIFF')
  await save('in_gone', 'zadarma:1585913205.75283')
  assert.equal((await crm.send('/recordings/in_gone')).status, 502)
  await save('in_evil', `${pbx.url}/sim/calls`)
  assert.equal((await crm.send('/recordings/in_evil')).status, 404)
})

test('the settings tell the webhook address and whether the telephone system is there', async () => {
  const html = await crm.page('/settings')
  assert.match(html, /\/deskbell\/webhooks\/zadarma\/secret-token/)
  assert.match(html, />connected</)
})

test('nothing outside the plugin’s folder is served', async () => {
  for (const path of [
    '/deskbell/assets/../../../package.json',
    '/deskbell/assets/%2e%2e/%2e%2e/package.json',
    '/../package.json',
  ])
    assert.notEqual((await crm.send(path)).status, 200, path)
})
