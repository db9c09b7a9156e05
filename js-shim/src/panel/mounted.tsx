import type { JSX } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'

/** A place that something else fills, as long as it stands. */
export function Mounted({ mount }: { mount: (root: HTMLElement) => () => void }): JSX.Element {
  const root = useRef<HTMLDivElement>(null)
  const first = useRef(mount)
  useLayoutEffect(() => first.current(root.current as HTMLElement), [])
  return <div ref={root} />
}
