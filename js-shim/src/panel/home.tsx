import type { JSX } from 'preact'
import { DialPad } from './dial-pad.js'
import { Header } from './header.js'
import { NoticeLine, OfflineLine } from './notice-line.js'
import { usePanel } from './panel-context.js'

/** The panel when it is opened without a call. */
export function Home(props: { text: string; onText: (text: string) => void }): JSX.Element {
  const { texts, actions } = usePanel()
  return (
    <div class="panel" part="panel">
      <Header onMinimize={actions.closePad}>
        <h2 class="title cut" part="title">
          {texts.text('keypad')}
        </h2>
      </Header>
      <div class="body">
        <OfflineLine />
        <NoticeLine />
        <DialPad text={props.text} onText={props.onText} />
      </div>
    </div>
  )
}
