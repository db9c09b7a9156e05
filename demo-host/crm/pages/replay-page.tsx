import type { Engine } from '../../../js-shim/src/core/engine.js'
import {
  decidedWords,
  differs,
  type Replay,
  type ReplayStep,
  stepWords,
  verdictWords,
} from '../../../relay/src/index.js'
import { showMoment, showSeconds } from './formats.js'
import { Icon } from './icons.js'
import { Layout, PageHead } from './layout.js'
import { NumberLink } from './number-link.js'
import type { PageContext } from './page-context.js'
import { OutcomeBadge, WayIcon } from './replay-parts.js'

interface ReplayPageProps {
  context: PageContext
  engine: Pick<Engine, 'version'>
  played: Replay
  /** Whether the relay has it, so that its file can be had. */
  stored?: boolean
}

/** A call as it was told, from the first word to the last. */
export function ReplayPage({ context, engine, played, stored = false }: ReplayPageProps) {
  const { file, steps } = played
  const path = `/calls/replay/${encodeURIComponent(file.callId)}/file`
  return (
    <Layout context={context} title="Replay of a call">
      <PageHead title="Replay of a call" note={file.redacted ? 'redacted' : ''}>
        <a class="button" href="/calls/replay">
          All calls
        </a>
        {stored && (
          <>
            <a class="button" href={`${path}?redacted=1`} download>
              Without names and numbers
            </a>
            <a class="button primary" href={path} download>
              Download
            </a>
          </>
        )}
      </PageHead>
      <div class="replay">
        <ol class="timeline">
          {steps.map(step => (
            <Step step={step} key={`${step.event?.id} ${step.news} ${step.times}`} />
          ))}
          {played.decided.map(decided => (
            <Decision decided={decided} key={decided.moment} />
          ))}
        </ol>
        <aside class="replay-side">
          <Verdict played={played} engine={engine.version.engine} />
          <RecordPanel context={context} played={played} />
          <section class="panel">
            <h2>What this file holds</h2>
            <ul class="holds">
              {file.contains.map(words => (
                <li key={words}>{words}</li>
              ))}
            </ul>
          </section>
        </aside>
      </div>
    </Layout>
  )
}

function Verdict({ played, engine }: { played: Replay; engine: string }) {
  const good = !differs(played)
  const [first, ...more] = verdictWords(played, engine)
  return (
    <section class={`panel verdict ${good ? 'good' : 'bad'}`}>
      <Icon name={good ? 'check' : 'warning'} />
      <div>
        <strong>{first}</strong>
        {more.map(words => (
          <p key={words}>{words}</p>
        ))}
      </div>
    </section>
  )
}

function RecordPanel({ context, played }: { context: PageContext; played: Replay }) {
  const { record, state, callId } = played.file
  const { timeZone } = context.settings
  const agent = context.agents.find(({ extension }) => extension === record.agent)
  const began = played.file.deliveries[0]?.at
  return (
    <section class="panel">
      <h2 class="record-head">
        <WayIcon direction={record.direction} />
        <OutcomeBadge call={{ ...record, state }} />
      </h2>
      <dl class="facts">
        <dt>From</dt>
        <dd>
          <NumberLink data={context.data} e164={record.from} />
        </dd>
        <dt>To</dt>
        <dd>
          <NumberLink data={context.data} e164={record.to} />
        </dd>
        {record.contact && (
          <>
            <dt>Contact</dt>
            <dd dir="auto">{record.contact.name}</dd>
          </>
        )}
        <dt>Agent</dt>
        <dd>{agent ? `${agent.name} · ${agent.extension}` : record.agent || 'nobody'}</dd>
        <dt>First heard of</dt>
        <dd>{began === undefined ? 'never' : showMoment(began, timeZone)}</dd>
        <dt>Rang</dt>
        <dd>{record.ringSeconds === null ? 'unknown' : showSeconds(record.ringSeconds)}</dd>
        <dt>Talked</dt>
        <dd>{record.talkSeconds === null ? 'unknown' : showSeconds(record.talkSeconds)}</dd>
        <dt>Told by</dt>
        <dd>{record.provider}</dd>
        <dt>Call id</dt>
        <dd class="call-id">{callId}</dd>
      </dl>
    </section>
  )
}

/** The colour of a step: what did not count is quiet, what was forged is not. */
function toneOf({ news, event, ignored }: ReplayStep): string {
  if (news === 'refused') return 'refused'
  const inVain = ignored.some(({ why }) => why !== 'contradicts')
  if (news === 'repeated' || inVain) return 'vain'
  return event?.type ?? 'vain'
}

function Step({ step }: { step: ReplayStep }) {
  const { when, what, by, notes, ignored, differences } = stepWords(step)
  return (
    <li class={`step ${toneOf(step)}`}>
      <span class="step-when">{when.replace('after ', '+')}</span>
      <div class="step-body">
        <p class="step-what">
          <strong dir="auto">{what}</strong>
          {step.state !== step.before && step.state && <span class="state">{step.state}</span>}
          {step.news === 'repeated' && <span class="state">repeated</span>}
          {step.news === 'refused' && <span class="state forged">not believed</span>}
        </p>
        <p class="step-by">{by}</p>
        {notes.map(words => (
          <p class="step-note" dir="auto" key={words}>
            {words}
          </p>
        ))}
        {ignored.map(words => (
          <p class="step-ignored" dir="auto" key={words}>
            {words}
          </p>
        ))}
        {differences.map(words => (
          <p class="step-difference" key={words}>
            <Icon name="warning" />
            {words}
          </p>
        ))}
        <Raw step={step} />
      </div>
    </li>
  )
}

/** What the call led to. */
function Decision({ decided }: { decided: Replay['decided'][number] }) {
  const { what, work } = decidedWords(decided)
  return (
    <li class="step decision">
      <span class="step-when">then</span>
      <div class="step-body">
        <p class="step-what">
          <strong>{what}</strong>
        </p>
        <p class="step-by">integration matrix</p>
        {work.map(words => (
          <p class="step-note" dir="auto" key={words}>
            {words}
          </p>
        ))}
        {decided.differences.map(words => (
          <p class="step-difference" key={words}>
            <Icon name="warning" />
            {words}
          </p>
        ))}
      </div>
    </li>
  )
}

/** What came over the wire and what was made of it, for whoever wants to see it. */
function Raw({ step }: { step: ReplayStep }) {
  const { webhook, told } = step.delivery
  const effects = told.find(({ id }) => id === step.event?.id)?.effects ?? []
  const fields = webhook ? fieldsOf(webhook.request.body || (webhook.request.query ?? '')) : []
  if (!webhook && !step.event) return null
  const { raw: _, ...event } = step.event ?? {}
  return (
    <details class="step-raw">
      <summary>{webhook ? 'As received and understood' : 'As understood'}</summary>
      {fields.length > 0 && (
        <table>
          <tbody>
            {fields.map(([name, value]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td dir="auto">{value}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {webhook && fields.length === 0 && <pre>{webhook.request.body}</pre>}
      {step.event && <pre>{JSON.stringify(event, null, 2)}</pre>}
      {effects.length > 0 && (
        <p class="step-note">
          {`The engine wished: ${effects.map(effect => ('name' in effect ? `${effect.type} ${effect.name}` : effect.type)).join(', ')}.`}
        </p>
      )}
    </details>
  )
}

function fieldsOf(body: string): [string, string][] {
  return /^\s*[{[]/.test(body) ? [] : [...new URLSearchParams(body)]
}
