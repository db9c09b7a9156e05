import type { JSX } from 'preact'
import { useId, useState } from 'preact/hooks'
import { askPermission, permission } from '../read/notification-permission.js'
import type { TextKey } from '../text/texts.js'
import { Button } from './button.js'
import { Mounted } from './mounted.js'
import { usePanel } from './panel-context.js'
import type { PreferenceValues } from './panel-model.js'

const THEMES: [PreferenceValues['theme'], TextKey][] = [
  ['auto', 'themeAuto'],
  ['light', 'themeLight'],
  ['dark', 'themeDark'],
]

/** What an agent chooses for this browser. */
export function Settings(): JSX.Element {
  const { model, texts, commands } = usePanel()
  const { preferences, quietHours } = model
  const id = useId()
  const [allowed, setAllowed] = useState(permission)
  const ask = async (): Promise<void> => setAllowed(await askPermission())
  return (
    <div class="settings">
      <Switch
        word="away"
        hint={texts.text('awayHint')}
        on={preferences.away}
        onChange={away => commands.setPreferences({ away })}
      />
      <Switch
        word="ring"
        hint={quietHours ? texts.text('quietFrom', { ...quietHours }) : ''}
        on={!preferences.silent}
        onChange={ring => commands.setPreferences({ silent: !ring })}
      />
      <div class="setting">
        <span class="lines">
          <span>{texts.text('notifications')}</span>
          {allowed !== 'default' && (
            <span class="muted small" role="status">
              {texts.text(allowed === 'granted' ? 'notificationsOn' : 'notificationsOff')}
            </span>
          )}
        </span>
        {allowed === 'default' && <Button onClick={ask}>{texts.text('notificationsAsk')}</Button>}
      </div>
      {commands.phone && <Mounted mount={commands.phone.settings} />}
      <fieldset class="setting">
        <legend>{texts.text('theme')}</legend>
        <div class="choices">
          {THEMES.map(([theme, word]) => (
            <label key={theme} class="choice-button">
              <input
                type="radio"
                class="unseen"
                name={`${id}-theme`}
                checked={preferences.theme === theme}
                onChange={() => commands.setPreferences({ theme })}
              />
              <span>{texts.text(word)}</span>
            </label>
          ))}
        </div>
      </fieldset>
    </div>
  )
}

function Switch(props: {
  word: TextKey
  hint: string
  on: boolean
  onChange: (on: boolean) => void
}): JSX.Element {
  const { texts } = usePanel()
  const id = useId()
  return (
    <div class="setting">
      <span class="lines">
        <span id={id}>{texts.text(props.word)}</span>
        {props.hint && (
          <span class="muted small" id={`${id}-hint`}>
            {props.hint}
          </span>
        )}
      </span>
      <button
        type="button"
        class="switch"
        part="switch"
        role="switch"
        aria-checked={props.on}
        aria-labelledby={id}
        aria-describedby={props.hint ? `${id}-hint` : undefined}
        onClick={() => props.onChange(!props.on)}
      >
        <span class="knob" />
      </button>
    </div>
  )
}
