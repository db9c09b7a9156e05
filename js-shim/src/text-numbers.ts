/** What a page loads when its config wants the numbers in its text. */
import type { DeskbellConfig } from './config.js'
import type { OpenEngine } from './core/open-engine.js'
import type { PageEngine } from './core/page-engine.js'
import { createWholeEngine } from './core/whole-engine.js'
import { watchTextNumbers } from './scan/text-numbers.js'
import type { Texts } from './text/texts.js'

interface Parts {
  engine: PageEngine
  open: OpenEngine
  config: DeskbellConfig
  texts: Texts
  dial(number: string): void
  signal: AbortSignal
}

export async function startTextNumbers(parts: Parts): Promise<void> {
  const { engine, open, config, texts, dial, signal } = parts
  // The offer's word; without it the button has the number alone.
  await texts.complete().catch(() => {})
  if (signal.aborted) return
  const { country, ignore = '' } = config
  const whole = createWholeEngine(engine, open)
  const stop = watchTextNumbers({
    find: found => whole.findInText(found, { country }),
    ignore,
    word: texts.text('call'),
    dir: texts.dir,
    dial,
  })
  signal.addEventListener('abort', stop, { once: true })
}
