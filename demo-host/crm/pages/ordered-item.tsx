import type { ComponentChildren } from 'preact'

const BUTTONS = { up: ['↑', 'Up'], down: ['↓', 'Down'], delete: ['Delete', 'Delete'] } as const

interface OrderedItemProps {
  /** Of the list's page; below it are `up`, `down` and `delete`. */
  address: string
  /** Of the setting that the list is in. */
  version: number
  id: string
  name: string
  /** Where it is edited. */
  href: string
  enabled: boolean
  first: boolean
  last: boolean
  children: ComponentChildren
}

/** One of a list in which the first that fits counts: moved, edited, deleted. */
export function OrderedItem(props: OrderedItemProps) {
  const { address, version, id, name, href, enabled, first, last, children } = props
  const button = (action: keyof typeof BUTTONS, off = false) => {
    const [face, word] = BUTTONS[action]
    return (
      <form method="post" action={`${address}/${action}`}>
        <input type="hidden" name="version" value={version} />
        <input type="hidden" name="id" value={id} />
        <button type="submit" disabled={off} aria-label={`${word}: ${name}`}>
          {face}
        </button>
      </form>
    )
  }
  return (
    <li class={enabled ? 'panel rule' : 'panel rule off'}>
      <header>
        <h2>
          <a href={`${href}?${new URLSearchParams({ id })}`} dir="auto">
            {name}
          </a>
          {!enabled && <span class="outcome quiet">off</span>}
        </h2>
        <div class="rule-tools">
          {button('up', first)}
          {button('down', last)}
          {button('delete')}
        </div>
      </header>
      {children}
    </li>
  )
}
