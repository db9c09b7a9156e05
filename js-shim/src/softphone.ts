/** What a page loads whose agent speaks in it. */
import type { DeskbellConfig, SipConfig } from './config.js'
import { DeskbellError } from './core/deskbell-error.js'
import type { PageEngine } from './core/page-engine.js'
import { SipLine } from './line/sip-line.js'
import { TabPhone } from './line/tab-phone.js'
import type { PhoneParts } from './panel/panel-model.js'
import { askMicrophone, openMicrophone } from './phone/microphone.js'
import { showPhoneSettings } from './phone/phone-settings.js'
import { phoneWords } from './phone/phone-words.js'
import { showQuality } from './phone/quality-view.js'
import type { Line } from './ports/line.js'
import { sipMistake } from './read/read-sip-config.js'
import type { Texts } from './text/texts.js'

/** Where the agent is told of the microphone. */
interface Notices {
  tell(kind: 'info' | 'error', words: () => string): void
}

export interface Softphone extends PhoneParts {
  /** Makes the lines of this tab. */
  line(): Line
}

/** @throws DeskbellError `unreachable` when the config makes no telephone */
export function openSoftphone(
  config: DeskbellConfig,
  engine: PageEngine,
  texts: Texts,
  signal: AbortSignal,
  notice: () => Notices,
): Softphone {
  const mistake = sipMistake(config.sip)
  if (mistake) throw new DeskbellError('unreachable', `the config: ${mistake}`)
  const { country, lines = {} } = config
  const { id, extension } = config.agent
  const words = phoneWords(texts.language)
  const tell = (kind: 'info' | 'error', key: 'asked' | 'forbidden' | 'missing') =>
    notice().tell(kind, () => words[key])
  const parts = {
    config: config.sip as SipConfig,
    extension,
    storageKey: `deskbell:calls:${id}`,
    ownNumbers: Object.keys(lines),
    readNumber(text: string) {
      const { valid, e164 } = engine.normalize(text, { country })
      return valid ? e164 : ''
    },
    microphone: () => askMicrophone(tell),
  }
  // The one that was opened in this tab, if any.
  let open: SipLine | undefined
  const phone = new TabPhone(
    () => new SipLine(parts),
    `deskbell:phone:${id}`,
    line => {
      open = line as SipLine | undefined
    },
  )
  signal.addEventListener('abort', () => phone.dispose(), { once: true })
  return {
    line: () => phone.line(),
    dial: extension => phone.dial(extension),
    call: (root, callId) => showQuality(root, () => open?.find(callId)?.connection ?? null, words),
    settings: root =>
      showPhoneSettings(root, words, what => {
        for (const call of open?.calls ?? []) {
          if (what === 'speaker') call.sound.useSpeaker()
          else if (what !== 'ring') call.speakThrough(openMicrophone).catch(() => {})
        }
      }),
  }
}
