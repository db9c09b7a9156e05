import type { CallEvent } from '../types.js'
import { askEngine } from './ask-engine.js'
import type { Engine } from './engine.js'
import type { OpenEngine } from './open-engine.js'
import { countryText, json, type PageEngine, unwrap } from './page-engine.js'
import type { MappingProblem } from './rules.js'
import { TextFinder } from './text-finder.js'
import { Views } from './views.js'

/** All that the engine can do; a page has it only when it is asked for more than calls. */
export function createWholeEngine(page: PageEngine, { exports }: OpenEngine): Engine {
  const ask = (run: (...sizes: number[]) => number, ...texts: string[]) =>
    askEngine(exports, run, ...texts)
  const views = new Views(exports)
  const finder = new TextFinder(exports, views)
  return {
    ...page,
    normalize(text, options) {
      const country = countryText(options?.country)
      const quick = typeof text === 'string' ? views.normalize(text, country) : null
      return quick ?? page.normalize(text, options)
    },
    normalizeAll: (rows, { country, from = 0, within } = {}) =>
      within === undefined
        ? views.normalizeAll(from > 0 ? rows.slice(from) : rows, countryText(country))
        : views.normalizeWithin(within, rows, from, countryText(country)),
    findInText: (texts, options) =>
      finder.find(
        texts.map(text => (typeof text === 'string' ? text : '')),
        countryText(options?.country),
      ),
    decode: (provider, request) => unwrap(ask(exports.deskbell_decode, provider, json(request))),
    reply: (provider, decision, accept = '') =>
      unwrap(ask(exports.deskbell_reply, provider, json({ ...decision, accept }))),
    matchDialled: (calls, event) =>
      unwrap<{ callId: string | null }>(
        ask(exports.deskbell_match_dialled, json(calls), json(event)),
      ).callId,
    overdue: (call, now) =>
      unwrap<{ event: CallEvent | null }>(
        ask(size => exports.deskbell_overdue(size, now), json(call)),
      ).event,
    presetMatrix: name => unwrap(ask(exports.deskbell_preset_matrix, name)),
    checkRouting: routing =>
      void unwrap(ask(exports.deskbell_check_routing, json(routing ?? null))),
    checkMapping: (fields, crmFields) =>
      unwrap<{ problems: MappingProblem[] }>(
        ask(exports.deskbell_check_mapping, json({ fields, crmFields })),
      ).problems,
    route: request => unwrap(ask(exports.deskbell_route, json(request))),
  }
}
