// Strangers' words are shown, and do nothing else.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { GalleryBrowser, inGallery } from './gallery-browser.js'
import { ANNA, BRITISH } from './sample-calls.js'

let gallery: GalleryBrowser
before(async () => {
  gallery = await GalleryBrowser.start()
})
after(() => gallery.stop())

const HOSTILE: Record<string, string> = {
  markup: '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is what must not be filled in
  template: '{{constructor.constructor("window.hacked=1")()}} ${window.hacked=1}',
  override: 'Anna \u202Egnoj ed\u202C \u2067\u2069\u2069',
  'zero width': '\u200B\u200D\u200B',
  'zero width within': 'An\u200Bna\u200D\uFEFF de Jong',
  long: 'Anna '.repeat(2000),
  'long word': 'W'.repeat(10_000),
  combining: `A${'\u0301'.repeat(500)}`,
  'broken pair': 'Anna \uD83D',
  nul: 'Anna\u0000<b>',
  formula: '=HYPERLINK("//evil","x")',
  Arabic: 'سارة أحمد',
}

test('hostile names are text, isolated, and leave the card its shape', async () => {
  const page = await gallery.open('ringing')
  const shape = (): Promise<unknown> =>
    page
      .locator('deskbell-panel :is([part=panel], [part~=answer], [part~=decline])')
      .evaluateAll(parts =>
        parts.map(part => {
          const { left, width } = part.getBoundingClientRect()
          return [Math.round(left), Math.round(width)]
        }),
      )
  const normal = await shape()
  const heights: number[] = []
  for (const [kind, name] of Object.entries(HOSTILE)) {
    for (const state of ['ringing', 'conversation'] as const) {
      await inGallery(
        page,
        ({ call: change }, { contact, answered }) =>
          change({ contact, contacts: [contact] }, {}, answered),
        {
          contact: { ...ANNA, name, company: name, role: name, responsible: { id: '1', name } },
          answered: state === 'conversation' ? 5 : undefined,
        },
      )
      if (state === 'ringing') assert.deepEqual(await shape(), normal, kind)
      const facts = await page.evaluate(() => {
        const root = document.querySelector('deskbell-panel')?.shadowRoot
        const shown = root?.querySelector('[part=name]')
        return {
          elements: root?.querySelectorAll('img, script, b, a').length,
          isolated: shown && getComputedStyle(shown).unicodeBidi,
          text: shown?.textContent,
          height: root?.querySelector('.identity')?.getBoundingClientRect().height ?? 0,
          hacked: 'hacked' in window,
        }
      })
      assert.equal(facts.elements, 0, kind)
      assert.equal(facts.isolated, 'isolate', kind)
      assert.equal(facts.hacked, false, kind)
      assert.notEqual(facts.text, '', kind)
      heights.push(facts.height)
    }
  }
  assert.ok(Math.max(...heights) <= 100, `${heights}`)
  // In the list and in the pill too.
  await inGallery(
    page,
    ({ call: change }, { contacts, number }) => change({ contact: null, contacts, number }),
    {
      number: BRITISH,
      contacts: Object.values(HOSTILE).map((name, id) => ({ id: `${id}`, name, company: name })),
    },
  )
  await page.getByRole('button', { name: /more/ }).click()
  const inside = await page
    .locator('deskbell-panel .body')
    .evaluate(body => body.scrollWidth <= body.clientWidth)
  assert.equal(inside, true)
  gallery.assertSilent()
  await page.context().close()
})

test('hostile numbers and lines do not break the card either', async () => {
  const page = await gallery.open('ringing')
  const from = `<b>${'9'.repeat(5000)}\u202E`
  await inGallery(
    page,
    ({ call: change }, number) =>
      change({ contact: null, contacts: [], number: null }, { from: number, line: number }),
    from,
  )
  const box = await page.locator('deskbell-panel [part=panel]').boundingBox()
  assert.ok(box && box.width === 320 && box.height < 400, JSON.stringify(box))
  gallery.assertSilent()
  await page.context().close()
})
