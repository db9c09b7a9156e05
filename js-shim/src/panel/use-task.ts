import { useRef, useState } from 'preact/hooks'

/** One wish at a time that takes a while: whether it runs, and whether the last one went wrong. */
export function useTask(): {
  busy: boolean
  failed: boolean
  run: (work: () => Promise<unknown>) => Promise<boolean>
} {
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle')
  const running = useRef(false)
  return {
    busy: state === 'busy',
    failed: state === 'failed',
    /** Whether it worked; `false` also for what was asked while another one ran. */
    async run(work) {
      if (running.current) return false
      running.current = true
      setState('busy')
      try {
        await work()
        setState('idle')
        return true
      } catch {
        setState('failed')
        return false
      } finally {
        running.current = false
      }
    },
  }
}
