import type { Engine } from '../../../js-shim/src/core/engine.js'
import type { Client, Routing } from '../../../js-shim/src/core/rules.js'
import { findClient } from '../data/clients.js'
import type { CrmData } from '../data/open-database.js'
import { lineWords, ruleName } from './words.js'

/** A call that has not come. */
export interface Trial {
  /** As somebody typed it. */
  number: string
  /** The company's own number, or a voice menu that asks. */
  line: string
  menu: string
  digits: string
}

export interface TrialOutcome {
  /** E.164, or what could not be read. */
  number: string
  who: string
  /** What the caller meets. */
  happens: string
  why: string
}

/** What would happen to a call now, by the engine that decides the real ones. */
export async function whatWouldHappen(
  { data, engine, lastDigits }: { data: CrmData; engine: Engine; lastDigits: number },
  routing: Routing,
  trial: Trial,
  country: string,
): Promise<TrialOutcome> {
  const read = (text: string) => engine.normalize(text, { country }).e164
  const from = read(trial.number)
  const dtmf = trial.digits.replace(/\D/g, '')
  const client: Client =
    from === ''
      ? {}
      : await findClient(data, {
          number: from,
          lastDigits,
          ...(dtmf && { dtmf }),
        })
  const question = { from, line: read(trial.line) || trial.line, menu: trial.menu, dtmf, field: '' }
  const { decision, why } = engine.route({ question, client, routing })
  const { redirect, returnTimeout, hangup, callerName } = decision
  const rings = redirect
    ? `Rings at ${redirect}${returnTimeout ? `, comes back after ${returnTimeout} s` : ''}.`
    : 'Goes where the telephone system sends it.'
  return {
    number: from || trial.number,
    who: client.contact?.name ?? '',
    happens: hangup
      ? 'Is hung up.'
      : `${rings}${callerName ? ` The desk telephone shows “${callerName}”.` : ''}`,
    why: reasonOf(routing, why),
  }
}

function reasonOf(
  routing: Routing,
  { step, rule: id, line, detail }: { step: string; rule?: string; line?: number; detail?: string },
): string {
  const rule = routing.rules?.find(each => each.id === id)
  const name = rule ? ruleName(rule) : ''
  switch (step) {
    case 'blacklist':
      return 'The number is on the blacklist.'
    case 'rule': {
      const chosen = rule?.lines?.[line ?? 0]
      const words = rule && chosen ? `: ${lineWords(rule.field, chosen)}` : ''
      return `Rule “${name}”, line ${(line ?? 0) + 1}${words}.`
    }
    case 'forward':
      return 'The client has something open, and goes to whoever is responsible.'
    case 'rule_default':
      return `Rule “${name}”: no line fits, so its last resort.`
    case 'failure':
      return `It could not be decided: ${detail ?? 'unknown'}.`
    default:
      return 'No rule applies.'
  }
}
