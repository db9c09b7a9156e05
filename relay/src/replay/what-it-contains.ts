import type { ReplayFile } from './replay-file.js'

/** What a replay file holds of people, in words. */
export function whatItContains({
  record,
  deliveries,
  decisions = [],
  work = [],
}: ReplayFile): string[] {
  const events = deliveries.flatMap(({ told }) => told.flatMap(({ event }) => event ?? []))
  const contacts = [record.contact, ...events.map(({ contact }) => contact)]
  const found: [boolean, string][] = [
    [true, 'telephone numbers'],
    [true, 'extensions of agents, and when they were on the telephone'],
    [contacts.some(contact => contact), 'a name as the CRM has it'],
    [record.recordingUrl !== '', 'where the recording of the conversation is'],
    [record.note !== '', 'the agent’s note'],
    [Object.keys(record.tracking).length > 0, 'marks of a visit to the web site'],
    [decisions.length > 0, 'names of colleagues, and the CRM’s rules for calls'],
    [work.length > 0, 'what was written into the CRM'],
    [deliveries.some(({ webhook }) => webhook), 'the webhooks as the telephone system sent them'],
  ]
  return found.flatMap(([there, words]) => (there ? words : []))
}
