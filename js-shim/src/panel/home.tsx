import type { JSX } from 'preact'
import { useRef, useState } from 'preact/hooks'
import type { TextKey } from '../text/texts.js'
import { DialPad } from './dial-pad.js'
import { Header } from './header.js'
import { History } from './history.js'
import { Icon, type IconName } from './icon.js'
import { NoticeLine, OfflineLine } from './notice-line.js'
import { usePanel } from './panel-context.js'
import { Settings } from './settings.js'

const TABS = [
  ['keypad', 'keypad'],
  ['calls', 'clock'],
  ['settings', 'sliders'],
] as const satisfies [TextKey, IconName][]
type Tab = (typeof TABS)[number][0]

/** The panel when it is opened without a call. */
export function Home(props: { text: string; onText: (text: string) => void }): JSX.Element {
  const { texts, actions } = usePanel()
  const [tab, setTab] = useState<Tab>('keypad')
  const bar = useRef<HTMLDivElement>(null)
  const onKeyDown = (event: KeyboardEvent): void => {
    const forwards = bar.current?.matches(':dir(rtl)') ? 'ArrowLeft' : 'ArrowRight'
    const backwards = forwards === 'ArrowLeft' ? 'ArrowRight' : 'ArrowLeft'
    const step = { [forwards]: 1, [backwards]: -1 }[event.key]
    if (!step) return
    event.preventDefault()
    const at = TABS.findIndex(([name]) => name === tab) + step
    setTab(TABS.at(at % TABS.length)?.[0] ?? 'keypad')
    bar.current?.querySelectorAll('button')[(at + TABS.length) % TABS.length]?.focus()
  }
  return (
    <div class="panel" part="panel">
      <Header onMinimize={actions.closePad}>
        <h2 class="title cut" part="title">
          {texts.text(tab)}
        </h2>
      </Header>
      <div class="body">
        <OfflineLine />
        <NoticeLine />
        <div
          role="tabpanel"
          aria-label={texts.text(tab)}
          class={tab === 'keypad' ? undefined : 'tab-panel'}
        >
          {tab === 'keypad' && <DialPad text={props.text} onText={props.onText} />}
          {tab === 'calls' && <History />}
          {tab === 'settings' && <Settings />}
        </div>
      </div>
      <div
        class="tabs"
        part="tabs"
        role="tablist"
        aria-label={texts.text('panel')}
        ref={bar}
        onKeyDown={onKeyDown}
      >
        {TABS.map(([name, icon]) => (
          <button
            key={name}
            type="button"
            class="tab"
            part="tab"
            role="tab"
            aria-selected={tab === name}
            tabIndex={tab === name ? 0 : -1}
            onClick={() => setTab(name)}
          >
            <Icon name={icon} />
            <span class="cut">{texts.text(name)}</span>
          </button>
        ))}
      </div>
    </div>
  )
}
