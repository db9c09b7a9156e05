import anyAscii from 'any-ascii'

const LONGEST_NAME = 64

/** A name as every desk phone can show it: Latin letters, one line, bounded. */
export function latinName(name: string): string {
  // A name longer than this is none; cut first, since one letter may become several.
  return (
    anyAscii(name.slice(0, 4 * LONGEST_NAME))
      // How any-ascii writes the letter ayin.
      .replaceAll('`', '')
      .replace(/[^\x20-\x7e]+/g, ' ')
      .replace(/ +/g, ' ')
      .trim()
      .slice(0, LONGEST_NAME)
      .trimEnd()
  )
}
