import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { safeWords } from '../text/safe-words.js'
import type { CallRecord } from '../types.js'
import { IconButton } from './button.js'
import { Icon } from './icon.js'
import { usePanel } from './panel-context.js'
import { RecordingButton } from './recording-button.js'
import { useTask } from './use-task.js'

/** The host is asked when the typing rests this long, in ms. */
const REST = 200

/** The agent's calls, with search, replay and a call back. */
export function History(): JSX.Element {
  const { texts, commands } = usePanel()
  const [query, setQuery] = useState('')
  const [found, setFound] = useState<CallRecord[] | 'failed' | null>(null)
  const [failed, setFailed] = useState(false)
  const text = query.trim()

  useEffect(() => {
    let current = true
    const ask = (): void => {
      commands.findCalls(text).then(
        calls => current && setFound(calls),
        () => current && setFound('failed'),
      )
    }
    const timer = setTimeout(ask, text ? REST : 0)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [text, commands])

  const calls = Array.isArray(found) ? found : []
  return (
    <div class="history">
      <input
        class="input"
        part="input"
        type="search"
        dir="auto"
        autocomplete="off"
        aria-label={texts.text('searchCalls')}
        placeholder={texts.text('searchCalls')}
        value={query}
        data-focus
        onInput={event => setQuery(event.currentTarget.value)}
      />
      <ul class="list" part="list">
        {calls.map(record => (
          <Row key={record.callId} record={record} onFailed={() => setFailed(true)} />
        ))}
      </ul>
      <p class={found && !calls.length ? 'muted' : 'unseen'} role="status">
        {found === 'failed' && texts.text('notSearched')}
        {Array.isArray(found) && !calls.length && texts.text('noCalls')}
      </p>
      {failed && (
        <p class="failed-mark" role="alert">
          {texts.text('recordingFailed')}
        </p>
      )}
    </div>
  )
}

function Row(props: { record: CallRecord; onFailed: () => void }): JSX.Element {
  const { texts, commands, now } = usePanel()
  const { run, busy } = useTask()
  const { record } = props
  const { direction, contact, outcome, answeredAt, talkSeconds } = record
  const outwards = direction === 'outbound'
  const number = safeWords(outwards ? record.to : record.from)
  const who =
    safeWords(contact?.name) ||
    safeWords(contact?.company) ||
    (number && safeWords(commands.nameLine(number)))
  const lost = answeredAt === null && direction === 'inbound'
  const at = record.offeredAt ?? record.endedAt
  const facts = [
    texts.text(`outcome_${outcome ?? 'end_unknown'}`),
    talkSeconds ? texts.duration(talkSeconds) : '',
    at === null ? '' : texts.ago(at, now()),
  ]
  return (
    <li class="past">
      <span class={lost ? 'failed-mark' : 'muted'}>
        <Icon name={outwards ? 'outwards' : 'inwards'} />
      </span>
      <span class="lines">
        <bdi class="cut">{who || texts.text('withheld')}</bdi>
        <span class={lost ? 'small cut failed-mark' : 'small cut muted'}>
          {facts.filter(Boolean).join(' · ')}
        </span>
      </span>
      {/^(https?:|\/)/.test(record.recordingUrl) && (
        <RecordingButton url={record.recordingUrl} onFailed={props.onFailed} />
      )}
      {number && (
        <IconButton
          icon="phone"
          name={texts.text('callNumber', { name: who })}
          aria-disabled={busy}
          onClick={() => run(() => commands.dial(number))}
        />
      )}
    </li>
  )
}
