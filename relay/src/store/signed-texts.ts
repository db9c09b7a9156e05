import type { Kysely, Migration } from 'kysely'
import { prepared } from './prepared.js'
import type { Store } from './schema.js'

export const signedTextsTable: Migration = {
  // biome-ignore lint/suspicious/noExplicitAny: a migration must not follow later changes of Schema
  async up(db: Kysely<any>) {
    await db.schema
      .createTable('signed_texts')
      .addColumn('provider', 'text', column => column.notNull())
      .addColumn('digest', 'text', column => column.notNull())
      .addColumn('place', 'integer', column => column.notNull())
      .addColumn('provider_call_id', 'text', column => column.notNull())
      .addColumn('first_at', 'bigint', column => column.notNull())
      .addPrimaryKeyConstraint('signed_texts_key', ['provider', 'digest', 'place'])
      .execute()
  },
}

const selectCalls = prepared(
  (store: Store, { provider, digest }: { provider: string; digest: string }) =>
    store
      .selectFrom('signed_texts')
      .select(['provider_call_id', 'first_at'])
      .where('provider', '=', provider)
      .where('digest', '=', digest)
      .orderBy('place'),
)

interface SignedText extends SignedCall {
  provider: string
  digest: string
  place: number
}

const insertText = prepared((store: Store, text: SignedText) =>
  store.insertInto('signed_texts').values({
    provider: text.provider,
    digest: text.digest,
    place: text.place,
    provider_call_id: text.providerCallId,
    first_at: text.firstAt,
  }),
)

/** A call of which a signed text was heard. */
export interface SignedCall {
  providerCallId: string
  /** When the text was first heard for it: ms since 1970, UTC. */
  firstAt: number
}

/** The calls of which the text with this digest was heard, the first one first. */
export async function callsOfSignedText(
  store: Store,
  provider: string,
  digest: string,
): Promise<SignedCall[]> {
  const rows = await selectCalls(store, { provider, digest })
  return rows.map(row => ({
    providerCallId: row.provider_call_id,
    firstAt: Number(row.first_at),
  }))
}

/**
 * @param place - How many calls have the text already.
 * @throws When another call has taken this place in the meantime.
 */
export async function insertSignedText(
  store: Store,
  provider: string,
  digest: string,
  place: number,
  call: SignedCall,
): Promise<void> {
  await insertText(store, { provider, digest, place, ...call })
}
