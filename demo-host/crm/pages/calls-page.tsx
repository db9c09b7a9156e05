import type { CallFilter, CallRow } from '../data/calls.js'
import { PAGE_SIZE } from '../data/contacts.js'
import { CallList } from './call-list.js'
import { showCount } from './formats.js'
import { Empty, Layout, PageHead, Pager } from './layout.js'
import type { PageContext } from './page-context.js'

const FILTERS: readonly { filter: CallFilter; name: string }[] = [
  { filter: 'all', name: 'All' },
  { filter: 'in', name: 'Incoming' },
  { filter: 'out', name: 'Outgoing' },
  { filter: 'missed', name: 'Missed' },
]

interface CallsPageProps {
  context: PageContext
  rows: CallRow[]
  total: number
  filter: CallFilter
  page: number
}

export function CallsPage({ context, rows, total, filter, page }: CallsPageProps) {
  return (
    <Layout context={context} title="Calls">
      <PageHead title="Calls" note={showCount(total)}>
        <nav class="tabs" aria-label="Which calls">
          {FILTERS.map(each => (
            <a
              href={each.filter === 'all' ? '/calls' : `/calls?filter=${each.filter}`}
              aria-current={each.filter === filter ? 'page' : undefined}
              key={each.filter}
            >
              {each.name}
            </a>
          ))}
        </nav>
        <a class="button" href="/calls/statistics">
          Statistics
        </a>
        <a class="button" href="/calls/replay">
          Replay
        </a>
      </PageHead>
      {rows.length === 0 ? (
        <Empty title="No such calls yet">
          A call stands here as soon as it has ended. Let one ring with{' '}
          <code>npm run call -- +31612345678</code>.
        </Empty>
      ) : (
        <>
          <CallList context={context} calls={rows} who />
          <Pager path="/calls" query={{ filter }} page={page} total={total} size={PAGE_SIZE} />
        </>
      )}
    </Layout>
  )
}
