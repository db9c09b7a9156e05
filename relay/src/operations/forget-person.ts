import type { Call } from '../../../js-shim/src/types.js'
import type { Settings } from '../settings/settings.js'
import { callsThatSay, deleteCalls } from '../store/delete-calls.js'
import type { Commits } from '../store/group-commit.js'
import type { Store } from '../store/schema.js'
import { rewriteSetting } from '../store/settings.js'

const CALLS_AT_ONCE = 50

/** Whose data is to be deleted. */
export interface Forgotten {
  /** E.164. */
  number: string
}

/**
 * Deletes everything that a tenant's part of the database has of a person: every call from or to the
 * number with its events, webhooks, decisions, work and links to recordings, and its place on the
 * blacklist in every version of the settings. What the CRM has is the CRM's.
 * @returns How many calls were deleted.
 */
export async function forgetPerson(
  { store, commits, settings }: { store: Store; commits: Commits; settings: Settings },
  { number }: Forgotten,
): Promise<number> {
  let deleted = 0
  for (let after = ''; ; ) {
    const page = await callsThatSay(store, number, after, CALLS_AT_ONCE)
    const theirs = page.filter(call => isOf(call, number)).map(({ callId }) => callId)
    await commits.write(within => deleteCalls(within, theirs))
    deleted += theirs.length
    after = page.at(-1)?.callId ?? ''
    if (page.length < CALLS_AT_ONCE) break
  }
  const key = number.replace(/^\+/, '')
  const without = (routing: { blacklist?: { key: string; prefix?: boolean }[] }) => {
    const { blacklist = [] } = routing
    const kept = blacklist.filter(entry => entry.key !== key || entry.prefix)
    return kept.length === blacklist.length ? routing : { ...routing, blacklist: kept }
  }
  // A new version, so that every relay reads it anew; then the versions before it.
  await settings.change('routing', value => without(value) as typeof value)
  await commits.write(within => rewriteSetting(within, 'routing', without))
  return deleted
}

const isOf = ({ from, to }: Call, number: string) => from === number || to === number
