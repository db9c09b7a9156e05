// What runs in the big page: our scan and ringcentral-c2d's, each from its start until it is quiet.
import type * as RingCentral from 'ringcentral-c2d'
import { type Engine, loadEngine } from '../../js-shim/src/engine.js'
import { watchTextNumbers } from '../../js-shim/src/scan/text-numbers.js'

const COUNTRY = 'US'
/** Without anything found for so long, ms, a scan has ended. */
const QUIET = 2_500

export interface ScanPage {
  /** The engine is there, as it is when a config asks for text numbers. */
  ready: Promise<unknown>
  /** @returns what was found, as it is written, and ms by the clock until the last was */
  ours(): Promise<{ numbers: string[]; ms: number }>
  theirs(): Promise<{ numbers: string[]; ms: number }>
}

let engine: Engine

const sleep = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))

async function ours() {
  const numbers = new Set<{ written: string }>()
  const started = performance.now()
  let last = started
  watchTextNumbers({
    find(texts) {
      const found = engine.findInText(texts, { country: COUNTRY })
      found.texts.forEach((text, i) => {
        numbers.add({ written: (texts[text] as string).slice(found.starts[i], found.ends[i]) })
      })
      last = performance.now()
      return found
    },
    ignore: '',
    word: 'Call',
    dir: 'ltr',
    dial() {},
  })
  while (performance.now() - last < QUIET) await sleep(500)
  return { numbers: [...numbers].map(({ written }) => written), ms: last - started }
}

interface Match {
  _matchProps: { startsNode: Text; startsAt?: number; endsAt?: number }
}

async function theirs() {
  // Its own bundle makes the class a global. As it comes: numbers are read as in the United States.
  const { RingCentralC2D } = window as unknown as Pick<typeof RingCentral, 'RingCentralC2D'>
  const started = performance.now()
  const { observer } = new RingCentralC2D()
  const matches = () =>
    [
      ...(
        observer as unknown as { _observer: { _matchesMap: Map<Node, Match[]> } }
      )._observer._matchesMap.values(),
    ].flat()
  let last = performance.now()
  let count = 0
  let ended = last
  while (performance.now() - last < QUIET) {
    await sleep(500)
    const now = matches().length
    if (now === count) continue
    count = now
    last = performance.now()
    ended = last
  }
  const numbers = matches().map(({ _matchProps: { startsNode, startsAt, endsAt } }) =>
    startsNode.data.slice(startsAt, endsAt),
  )
  return { numbers, ms: ended - started }
}

const ready = loadEngine({ wasmUrl: '/wasm' }).then(loaded => {
  engine = loaded
  // The first numbers make what others use.
  engine.findInText(['+1 212 555 0100 or (212) 555-0100'], { country: COUNTRY })
})
Object.assign(window, { scanPage: { ready, ours, theirs } satisfies ScanPage })
