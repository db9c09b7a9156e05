import type { Delivery } from './delivery.js'
import { prepared } from './prepared.js'
import type { Store } from './schema.js'

// A sender that repeats itself for ever must not fill the disk. What changed a call is always kept.
const MOST_WITHOUT_NEWS = 100

const insertDelivery = prepared(
  (store: Store, delivery: { callId: string; news: number; body: string }) =>
    store.insertInto('deliveries').values({
      call_id: delivery.callId,
      news: delivery.news,
      body: delivery.body,
    }),
)

const selectCount = prepared((store: Store, { callId }: { callId: string }) =>
  store
    .selectFrom('deliveries')
    .select(({ fn }) => fn.countAll().as('count'))
    .where('call_id', '=', callId)
    .where('news', '=', 0),
)

/** Keeps what reached the relay about a call, for its replay. */
export async function keepDelivery(
  store: Store,
  callId: string,
  delivery: Delivery,
): Promise<void> {
  const news = delivery.told.some(told => told.news === 'new') ? 1 : 0
  if (!news && (await countWithoutNews(store, callId)) >= MOST_WITHOUT_NEWS) return
  await insertDelivery(store, { callId, news, body: JSON.stringify(delivery) })
}

async function countWithoutNews(store: Store, callId: string): Promise<number> {
  const [row] = await selectCount(store, { callId })
  return Number(row?.count)
}

/** In the order in which they came. */
export async function deliveriesOf(store: Store, callId: string): Promise<Delivery[]> {
  const rows = await store
    .selectFrom('deliveries')
    .select('body')
    .where('call_id', '=', callId)
    .orderBy('seq')
    .execute()
  return rows.map(row => JSON.parse(row.body))
}
