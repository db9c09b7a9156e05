import { DeskbellError } from '../core/deskbell-error.js'
import { loadDevices } from '../read/sound-devices.js'

/** Speech for a telephone: what a room adds is taken away, unless the agent wants it otherwise. */
export async function openMicrophone(): Promise<MediaStream> {
  const { microphone, plain } = loadDevices()
  const { mediaDevices } = navigator
  if (!mediaDevices) {
    throw new DeskbellError('not_supported', 'the microphone needs a page over https')
  }
  const audio: MediaTrackConstraints = {
    echoCancellation: !plain,
    noiseSuppression: !plain,
    autoGainControl: !plain,
    ...(microphone && { deviceId: { ideal: microphone } }),
  }
  try {
    return await mediaDevices.getUserMedia({ audio })
  } catch (error) {
    const { name } = error as DOMException
    const forbidden = name === 'NotAllowedError' || name === 'SecurityError'
    throw new DeskbellError(
      forbidden ? 'unauthorized' : 'unreachable',
      forbidden ? 'the browser does not allow the microphone' : `no microphone (${name})`,
    )
  }
}

export function closeMicrophone(stream: MediaStream | null): void {
  for (const track of stream?.getTracks() ?? []) track.stop()
}

/**
 * The same in words: why the browser asks, when it is about to, and what to do when it does not let us.
 *
 * @param tell tells the agent
 */
export async function askMicrophone(
  tell: (kind: 'info' | 'error', key: 'asked' | 'forbidden' | 'missing') => void,
): Promise<MediaStream> {
  const query = navigator.permissions?.query({ name: 'microphone' as PermissionName })
  const permission = await query?.catch(() => null)
  if (permission?.state === 'prompt') tell('info', 'asked')
  try {
    return await openMicrophone()
  } catch (error) {
    const forbidden = (error as DeskbellError).code === 'unauthorized'
    // After whoever asked for the call has said that it did not work.
    setTimeout(() => tell('error', forbidden ? 'forbidden' : 'missing'), 0)
    throw error
  }
}
