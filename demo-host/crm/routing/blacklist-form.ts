import type { Engine } from '../../../js-shim/src/core/engine.js'
import type { Routing } from '../../../js-shim/src/core/rules.js'
import { parameter } from '../list-routes.js'

type Entry = NonNullable<Routing['blacklist']>[number]

/**
 * What a form adds to the blacklist.
 *
 * @returns `null` when that is neither a number nor, for a prefix, its digits
 */
export function readBlacklistForm(form: unknown, engine: Engine, country: string): Entry | null {
  const text = parameter(form, 'number')
  const note = parameter(form, 'note')
  const prefix = parameter(form, 'prefix') === 'on'
  const number = engine.normalize(text, { country })
  const digits = text.replace(/[\s().+-]/g, '')
  const key = prefix ? (/^\d{2,15}$/.test(digits) ? digits : '') : number.valid ? number.key : ''
  return key === '' ? null : { key, ...(prefix && { prefix }), ...(note && { note }) }
}

const same = (one: Entry, other: Entry) =>
  one.key === other.key && Boolean(one.prefix) === Boolean(other.prefix)

/** An entry that is there already gets the new note. */
export const withBlocked = (routing: Routing, entry: Entry): Routing => ({
  ...routing,
  blacklist: [...(routing.blacklist ?? []).filter(each => !same(each, entry)), entry],
})

export const withoutBlocked = (routing: Routing, entry: Entry): Routing => ({
  ...routing,
  blacklist: (routing.blacklist ?? []).filter(each => !same(each, entry)),
})
