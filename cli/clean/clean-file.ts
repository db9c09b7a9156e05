import { type FileHandle, open, realpath, stat } from 'node:fs/promises'
import type { Engine } from '../../js-shim/src/core/engine.js'
import { CommandError } from '../command-error.js'
import { type CleanTotals, ReportFile } from './clean-report.js'
import { cleanText, type TextQuestion } from './clean-text.js'
import { NewFile } from './new-file.js'
import { bytesOf, readText } from './text-source.js'

export interface FileJob extends TextQuestion {
  /** `-`: stdin. */
  input: string
  /** `-`: stdout; absent in a dry run. The input's own name only with `inPlace`. */
  output: string | undefined
  inPlace: boolean
  /** Absent: none. */
  report: string | undefined
}

export interface Watch {
  /** @param total bytes; 0: unknown */
  onProgress?: (rows: number, read: number, total: number) => void
  signal?: AbortSignal
}

/**
 * Rewrites the numbers of a file into another, which appears when it is whole.
 * @throws CommandError; then neither the input nor what stood at the output has changed
 */
export async function cleanFile(
  engine: Pick<Engine, 'normalize' | 'normalizeAll'>,
  job: FileJob,
  { onProgress, signal }: Watch = {},
): Promise<CleanTotals> {
  const isPipe = job.input === '-'
  // A link is followed: what it points to is rewritten, not the link.
  const path = isPipe ? '-' : await realpath(job.input)
  const before = isPipe ? undefined : await stat(path)
  if (before !== undefined && !before.isFile() && job.inPlace)
    throw new CommandError(`${job.input} is no file, so --in-place cannot replace it.`)
  const input = isPipe ? undefined : await open(path)
  let output: NewFile | undefined
  let report: ReportFile | undefined
  try {
    if (job.output !== undefined && job.output !== '-') {
      const target = job.inPlace ? path : job.output
      output = await NewFile.create(target, { replaces: job.inPlace, like: before })
    }
    if (job.report !== undefined) report = new ReportFile(await openReport(job.report))
    const source = await readText(bytesOf(input ?? process.stdin))
    const totals = await cleanText(engine, source, job, {
      ...(output !== undefined && { write: bytes => (output as NewFile).write(bytes) }),
      ...(job.output === '-' && { write: writeOut }),
      report,
      onRows: rows => onProgress?.(rows, source.read(), before?.size ?? 0),
      signal,
    })
    await report?.close()
    report = undefined
    if (job.inPlace && before !== undefined) {
      const now = await stat(path)
      if (now.size !== before.size || now.mtimeMs !== before.mtimeMs)
        throw new CommandError(`${job.input} was changed meanwhile, and was left as it is.`)
    }
    await output?.finish()
    output = undefined
    return totals
  } finally {
    await input?.close()
    await output?.abandon()
    await report?.close()
  }
}

/** It holds personal data, so it is for its owner only. */
async function openReport(path: string): Promise<FileHandle> {
  return open(path, 'w', 0o600)
}

/** To stdout, which may be a pipe that takes no more for a while. */
async function writeOut(bytes: Buffer): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    process.stdout.write(bytes, problem => (problem ? reject(problem) : resolve()))
  })
}
