import type { ComponentChildren, JSX } from 'preact'
import { Icon, type IconName } from './icon.js'

type Native = Omit<JSX.IntrinsicElements['button'], 'class' | 'part' | 'type' | 'icon'>

export interface ButtonProps extends Native {
  /** `quiet` reads as a link, `tall` has its icon above, `green` and `red` begin and end calls. */
  look?: 'plain' | 'quiet' | 'tall' | 'accent' | 'green' | 'red'
  part?: string
  icon?: IconName
  /** The handset lies on its back: hang up. */
  turned?: boolean
  submit?: boolean
  children: ComponentChildren
}

/** A button with a word. */
export function Button(props: ButtonProps): JSX.Element {
  const { look = 'plain', part, icon, turned, submit, children, ...rest } = props
  return (
    <button
      type={submit ? 'submit' : 'button'}
      class={`button ${look}`}
      part={part ? `button ${part}` : 'button'}
      {...rest}
    >
      {icon && <Icon name={icon} turned={turned} />}
      <span class="label">{children}</span>
    </button>
  )
}

export interface IconButtonProps extends Native {
  icon: IconName
  /** What it does, for those who do not see the picture, and as tooltip. */
  name: string
}

/** A button with a picture only. */
export function IconButton({ icon, name, ...rest }: IconButtonProps): JSX.Element {
  return (
    <button
      type="button"
      class="icon-button"
      part="button"
      aria-label={name}
      title={name}
      {...rest}
    >
      <Icon name={icon} />
    </button>
  )
}
