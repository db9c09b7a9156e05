/** `2020-04-03 14:26:47` in the account's time zone: how Zadarma writes a moment. */
export function accountTime(at: number, timeZone: string): string {
  // Swedish is the locale whose numeric form is year-month-day with a 24-hour clock.
  return new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(at)
}

/** `UTC+1`: how Zadarma's API names the account's zone at this moment. */
export function accountZone(at: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'shortOffset' })
  const name = parts.formatToParts(at).find(part => part.type === 'timeZoneName')?.value ?? 'GMT'
  const offset = name.replace('GMT', '')
  return `UTC${offset === '' ? '+0' : offset}`
}
