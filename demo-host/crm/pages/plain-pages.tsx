import type { Agent } from '../data/agents.js'
import { Empty, Layout, Styles } from './layout.js'
import type { PageContext } from './page-context.js'

/** The demo asks for no password: choosing a colleague is signing in. */
export function SignInPage({ agents, back }: { agents: Agent[]; back: string }) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>Sign in · Kompas CRM</title>
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        <Styles />
      </head>
      <body class="alone">
        <main>
          <h1>Who are you today?</h1>
          <p class="hint">A demo without passwords: choose a colleague.</p>
          <form class="panel choose" method="post" action="/sign-in">
            <input type="hidden" name="back" value={back} />
            {agents.map(({ extension, name }) => (
              <button type="submit" name="extension" value={extension} key={extension}>
                <span>{name}</span>
                <small>{`extension ${extension}`}</small>
              </button>
            ))}
          </form>
        </main>
      </body>
    </html>
  )
}

/**
 * Deskbell under the strictest policy: no style sheet of the page, no inline anything. For whoever
 * wants to see that it needs nothing else.
 */
export function StrictPage() {
  const numbers = ['0413-741 741', '+31 6 12345678', '(0)6- 123 45 678', '020 7946 0123']
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Strict page · Kompas CRM</title>
        <script src="/deskbell.js" data-config="/deskbell/config" async />
        <script src="/host.js" defer />
      </head>
      <body>
        <h1>A page that allows almost nothing</h1>
        <p>
          Its policy forbids styles, images, frames, inline scripts, eval and Trusted Types
          policies. Deskbell works here all the same. Click a number:
        </p>
        <ul>
          {numbers.map(number => (
            <li key={number}>
              <a href={`tel:${number.replace(/\s/g, '')}`}>{number}</a>
            </li>
          ))}
        </ul>
        <p>
          <a href="/contacts">Back to the CRM</a>
        </p>
      </body>
    </html>
  )
}

export function NotFoundPage({ context, what }: { context: PageContext; what: string }) {
  return (
    <Layout context={context} title="Not found">
      <Empty title={`There is no such ${what}`}>
        It may have been removed. Look for it in the <a href="/contacts">contacts</a>.
      </Empty>
    </Layout>
  )
}
