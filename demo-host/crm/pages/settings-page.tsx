import type { ComponentChildren } from 'preact'
import { showCount, showCountry, showDay, showTime } from './formats.js'
import { Layout, PageHead } from './layout.js'
import type { PageContext } from './page-context.js'

export interface Facts {
  contacts: number
  companies: number
  numbers: number
  countries: number
  /** Numbers that the engine calls wrong. */
  invalid: number
  calls: number
  lastCallAt: number | null
  engine: string
  metadata: string
}

export interface Telephony {
  webhook: string
  api: string
  /** Whether the telephone system's API answered just now. */
  reachable: boolean
  /** Whether the plugin's files are built. */
  built: boolean
}

interface SettingsPageProps {
  context: PageContext
  facts: Facts
  telephony: Telephony | null
  countries: string[]
  saved: boolean
}

export function SettingsPage({ context, facts, telephony, countries, saved }: SettingsPageProps) {
  const { settings } = context
  return (
    <Layout context={context} title="Settings">
      <PageHead title="Settings" />
      {saved && (
        <p class="saved" role="status">
          Saved. Pages that are already open follow when they are next loaded.
        </p>
      )}
      <div class="settings">
        <form class="panel" method="post" action="/settings">
          <h2>Telephone</h2>
          <label class="switch">
            <input type="checkbox" name="deskbell" value="on" checked={settings.deskbell} />
            <span>
              Load Deskbell for everybody
              <small>Off: pages load its first small script and nothing more.</small>
            </span>
          </label>
          <label class="field">
            <span>Own country</span>
            <select name="country">
              {countries.map(code => (
                <option value={code} selected={code === settings.country} key={code}>
                  {showCountry(code)}
                </option>
              ))}
            </select>
            <small>Assumed for numbers that are written without a country code.</small>
          </label>
          <label class="field">
            <span>Company name</span>
            <input name="customer" value={settings.customer} required maxLength={80} />
          </label>
          <div class="form-end">
            <button class="primary" type="submit">
              Save
            </button>
          </div>
        </form>
        <section class="panel">
          <h2>Telephone system</h2>
          {telephony === null ? (
            <p class="hint">No telephone system is connected in this set-up.</p>
          ) : (
            <dl class="facts">
              <dt>Status</dt>
              <dd>
                <State good={telephony.reachable}>
                  {telephony.reachable ? 'connected' : 'does not answer'}
                </State>
              </dd>
              <dt>Webhook address</dt>
              <dd>
                <input
                  class="address"
                  readOnly
                  value={telephony.webhook}
                  aria-label="Webhook address"
                />
                <small>
                  Enter it in the telephone system. It is secret: whoever has it can knock.
                </small>
              </dd>
              <dt>API</dt>
              <dd>{telephony.api}</dd>
              <dt>Plugin</dt>
              <dd>
                <State good={telephony.built}>{telephony.built ? 'built' : 'not built yet'}</State>
              </dd>
              <dt>Before it rings</dt>
              <dd>
                <a href="/settings/routing">Call routing</a>
                {' · '}
                <a href="/settings/blacklist">Blacklist</a>
              </dd>
              <dt>After it</dt>
              <dd>
                <a href="/settings/integration">What calls lead to</a>
              </dd>
              <dt>Last call</dt>
              <dd>
                {facts.lastCallAt === null
                  ? 'none yet'
                  : `${showDay(facts.lastCallAt, settings.timeZone)} ${showTime(facts.lastCallAt, settings.timeZone)}`}
              </dd>
            </dl>
          )}
        </section>
        <section class="panel">
          <h2>Data</h2>
          <dl class="facts">
            <dt>Contacts</dt>
            <dd>{`${showCount(facts.contacts)} in ${showCount(facts.companies)} companies`}</dd>
            <dt>Numbers</dt>
            <dd>
              {`${showCount(facts.numbers)} from ${facts.countries} countries, all in one form`}
              {facts.invalid > 0 && <small class="warn">{`${facts.invalid} to look at`}</small>}
              <small>
                <a href="/settings/clean-up">Clean up what came from the old system</a>
              </small>
            </dd>
            <dt>Calls</dt>
            <dd>{showCount(facts.calls)}</dd>
            <dt>Engine</dt>
            <dd>{`${facts.engine}, numbering plans ${facts.metadata}`}</dd>
            <dt>Time zone</dt>
            <dd>{settings.timeZone}</dd>
          </dl>
        </section>
      </div>
    </Layout>
  )
}

function State({ good, children }: { good: boolean; children: ComponentChildren }) {
  return <span class={`outcome ${good ? 'good' : 'bad'}`}>{children}</span>
}
