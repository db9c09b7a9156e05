import { loadDevices, type SoundDevices, saveDevices } from '../read/sound-devices.js'
import { closeMicrophone, openMicrophone } from './microphone.js'
import type { PhoneWords } from './phone-words.js'

/** Hz and seconds of the tone that shows where sound comes out. */
const TONE = { pitch: 440, seconds: 1.5, loudness: 0.2 }

const DEVICES = [
  ['microphone', 'audioinput'],
  ['speaker', 'audiooutput'],
  ['ring', 'audiooutput'],
] as const

/** What the agent hears and speaks with: devices, their tests, and the browser's permission. */
export function showPhoneSettings(
  root: HTMLElement,
  words: PhoneWords,
  changed: (what: keyof SoundDevices) => void,
): () => void {
  const closed = new AbortController()
  const { signal } = closed
  const permission = element('div', 'setting')
  const selects = DEVICES.map(([name, kind]) => {
    const row = element('label', 'setting')
    const select = element('select', 'input')
    select.setAttribute('part', 'input')
    row.append(labelOf(words[name]), select)
    select.addEventListener('change', () => {
      saveDevices({ ...loadDevices(), [name]: select.value })
      changed(name)
    })
    return { name, kind, row, select }
  })

  const list = async () => {
    const devices = (await navigator.mediaDevices?.enumerateDevices().catch(() => [])) ?? []
    if (signal.aborted) return
    const chosen = loadDevices()
    for (const { name, kind, row, select } of selects) {
      // Without permission the browser names none of them.
      const known = devices.filter(
        device => device.kind === kind && device.deviceId && device.deviceId !== 'default',
      )
      select.replaceChildren(
        option('', words.asSystem),
        ...known.map(({ deviceId, label }, at) =>
          option(deviceId, label.slice(0, 100) || `${words[name]} ${at + 1}`),
        ),
      )
      select.value = known.some(({ deviceId }) => deviceId === chosen[name]) ? chosen[name] : ''
      row.hidden = kind === 'audiooutput' && known.length === 0
    }
    const allowed = devices.some(({ kind, label }) => kind === 'audioinput' && label !== '')
    permission.hidden = allowed
  }

  const why = element('span', 'muted small')
  why.textContent = words.why
  why.setAttribute('role', 'status')
  const allow = button(words.allow)
  allow.addEventListener('click', async () => {
    try {
      closeMicrophone(await openMicrophone())
    } catch (error) {
      const forbidden = (error as { code?: string }).code === 'unauthorized'
      why.textContent = forbidden ? words.forbidden : words.missing
    }
    await list()
  })
  permission.append(why, allow)

  const tests = element('div', 'setting')
  const meter = element('meter')
  meter.setAttribute('aria-label', words.level)
  meter.max = 1
  meter.hidden = true
  const test = button(words.test)
  let stopTest: (() => void) | null = null
  test.addEventListener('click', async () => {
    if (stopTest) return stopTest()
    const stop = await watchLevel(meter).catch(() => null)
    if (!stop) return void list()
    meter.hidden = false
    test.textContent = words.stop
    stopTest = () => {
      stop()
      stopTest = null
      meter.hidden = true
      test.textContent = words.test
    }
    if (signal.aborted) stopTest()
    void list()
  })
  const tone = button(words.tone)
  tone.addEventListener('click', () => void playTone())
  tests.append(labelOf(words.microphone), meter, test, tone)

  const clean = element('label', 'setting')
  const box = element('input')
  box.type = 'checkbox'
  box.checked = !loadDevices().plain
  box.addEventListener('change', () => {
    saveDevices({ ...loadDevices(), plain: !box.checked })
    changed('plain')
  })
  clean.append(labelOf(words.clean), box)

  root.append(permission, ...selects.map(({ row }) => row), tests, clean)
  navigator.mediaDevices?.addEventListener('devicechange', () => void list(), { signal })
  void list()
  return () => {
    closed.abort()
    stopTest?.()
    root.replaceChildren()
  }
}

/** Shows how loud the microphone is, until the function that it answers with is called. */
async function watchLevel(meter: HTMLMeterElement): Promise<() => void> {
  const stream = await openMicrophone()
  const context = new AudioContext()
  const analyser = context.createAnalyser()
  analyser.fftSize = 1024
  context.createMediaStreamSource(stream).connect(analyser)
  const samples = new Float32Array(analyser.fftSize)
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples)
    let energy = 0
    for (const sample of samples) energy += sample * sample
    // From -60 dB, a quiet room, to 0.
    const decibels = 10 * Math.log10(energy / samples.length + 1e-9)
    meter.value = Math.min(1, Math.max(0, 1 + decibels / 60))
  }, 60)
  return () => {
    clearInterval(timer)
    closeMicrophone(stream)
    void context.close().catch(() => {})
  }
}

async function playTone(): Promise<void> {
  const context = new AudioContext() as AudioContext & {
    setSinkId?(device: string): Promise<void>
  }
  const { speaker } = loadDevices()
  await context.setSinkId?.(speaker).catch(() => {})
  const tone = context.createOscillator()
  const gain = context.createGain()
  tone.frequency.value = TONE.pitch
  gain.gain.value = TONE.loudness
  tone.connect(gain).connect(context.destination)
  tone.start()
  tone.stop(context.currentTime + TONE.seconds)
  tone.addEventListener('ended', () => void context.close().catch(() => {}))
}

function element<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, look = '') {
  const made = document.createElement(tag)
  if (look) made.className = look
  return made
}

function labelOf(words: string): HTMLElement {
  const label = element('span', 'lines')
  label.textContent = words
  return label
}

function button(words: string): HTMLButtonElement {
  const made = element('button', 'button plain')
  made.type = 'button'
  made.setAttribute('part', 'button')
  made.textContent = words
  return made
}

function option(value: string, words: string): HTMLOptionElement {
  const made = element('option')
  made.value = value
  made.textContent = words
  return made
}
