import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../../', import.meta.url))

/** Files that git tracks, or would track, whose path matches. */
export function repositoryFiles(pattern: RegExp): string[] {
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: root })
  return listed
    .toString()
    .split('\n')
    .filter(path => pattern.test(path))
}

export function readSource(path: string): string {
  return readFileSync(root + path, 'utf8')
}
