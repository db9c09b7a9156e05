import type { ComponentChildren } from 'preact'
import { Icon, type IconName } from './icons.js'
import type { PageContext } from './page-context.js'

const ROOMS: readonly { path: string; name: string; icon: IconName }[] = [
  { path: '/contacts', name: 'Contacts', icon: 'contacts' },
  { path: '/companies', name: 'Companies', icon: 'companies' },
  { path: '/calls', name: 'Calls', icon: 'calls' },
  { path: '/tasks', name: 'Tasks', icon: 'tasks' },
  { path: '/settings', name: 'Settings', icon: 'settings' },
]

const SHEETS = [
  'base',
  'frame',
  'controls',
  'lists',
  'cards',
  'clean-up',
  'replay',
  'statistics',
  'routing',
  'narrow',
]

/** The CRM's style sheets, from general to special. */
export function Styles() {
  return (
    <>
      {SHEETS.map(name => (
        <link rel="stylesheet" href={`/styles/${name}.css`} key={name} />
      ))}
    </>
  )
}

interface LayoutProps {
  context: PageContext
  title: string
  children: ComponentChildren
}

/** The frame of every page: navigation, whoever is signed in, and Deskbell's two script tags. */
export function Layout({ context, title, children }: LayoutProps) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${title} · Kompas CRM`}</title>
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        <Styles />
        <script src="/deskbell.js" data-config="/deskbell/config" async />
        <script src="/host.js" defer />
        <script src="/crm.js" defer />
      </head>
      <body>
        <a class="skip" href="#main">
          Skip to the content
        </a>
        <header class="side">
          <a class="brand" href="/contacts">
            <span class="brand-mark" aria-hidden="true" />
            <span>
              Kompas<small>{context.settings.customer}</small>
            </span>
          </a>
          <nav aria-label="Main">
            {ROOMS.map(({ path, name, icon }) => (
              <a
                href={path}
                aria-current={context.path.startsWith(path) ? 'page' : undefined}
                key={path}
              >
                <Icon name={icon} />
                <span>{name}</span>
                {path === '/tasks' && context.tasksDue > 0 && (
                  <span class="count" title={`${context.tasksDue} due`}>
                    {context.tasksDue}
                  </span>
                )}
              </a>
            ))}
          </nav>
          <AgentSwitch context={context} />
        </header>
        <main id="main">{children}</main>
      </body>
    </html>
  )
}

function AgentSwitch({ context: { agent, agents, path } }: { context: PageContext }) {
  return (
    <form class="agent" method="post" action="/sign-in" data-submit-on-change>
      <label for="agent-extension">Signed in as</label>
      <input type="hidden" name="back" value={path} />
      <select id="agent-extension" name="extension">
        {agents.map(({ extension, name }) => (
          <option value={extension} selected={extension === agent.extension} key={extension}>
            {`${name} · ${extension}`}
          </option>
        ))}
      </select>
      <noscript>
        <button type="submit">Switch</button>
      </noscript>
    </form>
  )
}

/** The head of a page: what it is, how many, and what can be done here. */
export function PageHead(props: { title: string; note?: string; children?: ComponentChildren }) {
  return (
    <div class="page-head">
      <h1>
        {props.title}
        {props.note && (
          <small class="page-note" data-live-part="note">
            {props.note}
          </small>
        )}
      </h1>
      <div class="page-tools">{props.children}</div>
    </div>
  )
}

/** What stands where a list would, when there is nothing to list. */
export function Empty({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <div class="empty">
      <strong>{title}</strong>
      <p>{children}</p>
    </div>
  )
}

/** Steps through a long list; keeps what else stands in the address. */
export function Pager(props: {
  path: string
  query: Record<string, string>
  page: number
  total: number
  size: number
}) {
  const { path, query, page, total, size } = props
  const pages = Math.max(1, Math.ceil(total / size))
  if (pages === 1) return null
  const to = (wanted: number) =>
    `${path}?${new URLSearchParams({ ...query, page: String(wanted) })}`
  const first = (page - 1) * size + 1
  return (
    <nav class="pager" aria-label="Pages">
      <span>{`${first}–${Math.min(total, page * size)} of ${total.toLocaleString('en-GB')}`}</span>
      {page > 1 ? (
        <a href={to(page - 1)} rel="prev">
          Previous
        </a>
      ) : (
        <span class="off">Previous</span>
      )}
      {page < pages ? (
        <a href={to(page + 1)} rel="next">
          Next
        </a>
      ) : (
        <span class="off">Next</span>
      )}
    </nav>
  )
}
