import { type CallQuality, QualityMeter } from './call-quality.js'
import type { PhoneWords } from './phone-words.js'

const SVG = 'http://www.w3.org/2000/svg'
/** Seconds that the plot shows, and its height in its own units: the rating's range. */
const SECONDS = 60
const HIGHEST = 93

/** How good the connection is: a word, its figures, and the last minute as a small plot. */
export function showQuality(
  root: HTMLElement,
  connection: () => RTCPeerConnection | null,
  words: PhoneWords,
): () => void {
  root.classList.add('quality')
  const line = document.createElement('span')
  line.className = 'muted small'
  line.setAttribute('role', 'status')
  const plot = document.createElementNS(SVG, 'svg')
  plot.setAttribute('viewBox', `0 0 ${SECONDS} ${HIGHEST}`)
  plot.setAttribute('preserveAspectRatio', 'none')
  plot.setAttribute('aria-hidden', 'true')
  const curve = document.createElementNS(SVG, 'polyline')
  plot.append(curve)
  root.append(line, plot)
  const ratings: number[] = []
  let word = ''
  let meter: QualityMeter | null = null

  const show = (quality: CallQuality) => {
    ratings.push(quality.rating)
    if (ratings.length > SECONDS) ratings.shift()
    const from = SECONDS - ratings.length
    curve.setAttribute(
      'points',
      ratings.map((rating, at) => `${from + at},${(HIGHEST - rating).toFixed(1)}`).join(' '),
    )
    root.dataset.quality = quality.word
    root.title = figures(quality)
    // A screen reader is told of changes, not each second.
    if (quality.word !== word) {
      word = quality.word
      line.textContent = `${words.quality}: ${words[quality.word]}`
    }
  }
  const timer = setInterval(() => {
    const current = connection()
    if (!current) return
    meter ??= new QualityMeter(current)
    meter.measure().then(
      quality => quality && show(quality),
      () => {},
    )
  }, 1_000)
  return () => {
    clearInterval(timer)
    root.replaceChildren()
  }
}

/** For whoever looks into it: loss, jitter, there and back. */
function figures({ loss, jitter, roundTrip }: CallQuality): string {
  const back = roundTrip === null ? '' : ` · ${Math.round(roundTrip)} ms`
  return `${(100 * loss).toFixed(1)} % · ±${Math.round(jitter)} ms${back}`
}
