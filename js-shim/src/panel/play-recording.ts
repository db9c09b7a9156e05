/** A recording that is heard. */
export interface Playing {
  stop(): void
}

/** Milliseconds that the server may take for a recording. */
const PATIENCE = 30_000

/**
 * Plays the sound at an address. Fetched and decoded by hand: a page whose policy allows no media
 * (`media-src`) may still fetch.
 *
 * @param ended - called when it is over, or was stopped
 * @throws when it cannot be fetched or is no sound
 */
export async function playRecording(url: string, ended: () => void): Promise<Playing> {
  const context = new AudioContext()
  try {
    const response = await fetch(url, {
      credentials: 'same-origin',
      signal: AbortSignal.timeout(PATIENCE),
    })
    if (!response.ok) throw new Error(`the recording's server answered ${response.status}`)
    const source = context.createBufferSource()
    source.buffer = await context.decodeAudioData(await response.arrayBuffer())
    source.connect(context.destination)
    source.onended = () => {
      void context.close()
      ended()
    }
    source.start()
    return { stop: () => source.stop() }
  } catch (problem) {
    void context.close()
    throw problem
  }
}
