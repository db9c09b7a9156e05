import { readFileSync } from 'node:fs'

/** The code that follows `<!-- example: name -->` in the README. */
export function readmeExample(name: string): string {
  const text = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
  const block = new RegExp(`<!-- example: ${name} -->\\n\`\`\`js\\n([\\s\\S]*?)\\n\`\`\``).exec(
    text,
  )
  if (!block?.[1]) throw new Error(`the README has no example '${name}'`)
  return block[1]
}
