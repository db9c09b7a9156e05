import anyAscii from 'any-ascii'
import type { CrmPort } from './crm-port.js'

/** The caller waits for the telephone system, and the telephone system for us. */
export const CALLER_NAME_BUDGET_MS = 300
const LONGEST_CALLER_NAME = 64

/** A name as every desk phone can show it: Latin letters, one line, bounded. */
export function latinName(name: string): string {
  // A name longer than this is none; cut first, since one letter may become several.
  return (
    anyAscii(name.slice(0, 4 * LONGEST_CALLER_NAME))
      // How any-ascii writes the letter ayin.
      .replaceAll('`', '')
      .replace(/[^\x20-\x7e]+/g, ' ')
      .replace(/ +/g, ' ')
      .trim()
      .slice(0, LONGEST_CALLER_NAME)
      .trimEnd()
  )
}

/**
 * The name of whoever calls from `number` (E.164), or `''` when the CRM knows nobody, fails, or
 * needs longer than the budget. Never rejects.
 */
export async function callerName(
  crm: CrmPort,
  number: string,
  budgetMs = CALLER_NAME_BUDGET_MS,
): Promise<string> {
  if (!number.startsWith('+')) return ''
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<string>(resolve => {
    timer = setTimeout(() => resolve(''), budgetMs)
  })
  const asked = (async () => {
    const [likely] = await crm.findContacts([number])
    return typeof likely?.name === 'string' ? latinName(likely.name) : ''
  })()
  try {
    return await Promise.race([asked.catch(() => ''), tooLate])
  } finally {
    clearTimeout(timer)
  }
}
