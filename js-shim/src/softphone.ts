/** What a page loads whose agent speaks in it. */
import type { DeskbellConfig, SipConfig } from './config.js'
import { DeskbellError } from './core/deskbell-error.js'
import type { PageEngine } from './core/page-engine.js'
import { SipLine } from './line/sip-line.js'
import { TabPhone } from './line/tab-phone.js'
import type { Line } from './ports/line.js'
import { sipMistake } from './read/read-sip-config.js'

interface Parts {
  config: DeskbellConfig
  engine: PageEngine
  signal: AbortSignal
}

export interface Softphone {
  /** Makes the lines of this tab. */
  line(): Line
}

/** @throws DeskbellError `unreachable` when the config makes no telephone */
export function openSoftphone({ config, engine, signal }: Parts): Softphone {
  const mistake = sipMistake(config.sip)
  if (mistake) throw new DeskbellError('unreachable', `the config: ${mistake}`)
  const { country, agent, lines = {} } = config
  const sip = config.sip as SipConfig
  const readNumber = (text: string) => {
    const { valid, e164 } = engine.normalize(text, { country })
    return valid ? e164 : ''
  }
  const ownNumbers = Object.keys(lines)
  const { extension } = agent
  const make = () => new SipLine({ config: sip, extension, readNumber, ownNumbers })
  const phone = new TabPhone(make, `deskbell:phone:${agent.id}`)
  signal.addEventListener('abort', () => phone.dispose(), { once: true })
  return { line: () => phone.line() }
}
