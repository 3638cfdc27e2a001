/** The error whose message is shown to the person who starts the program; it leaves out how errors of requests are shown. */

/** One or two sentences saying what to do; the program prints them without a stack and ends with a code other than 0. */
export class StartError extends Error {
  override name = 'StartError'
}

/** Says an error of the file system, or the last words of a PostgreSQL program, as a sentence about `path`. */
export function explainFailure(cause: unknown, path: string, doing: string): StartError {
  if (cause instanceof StartError) return cause
  const text = cause instanceof Error ? cause.message : String(cause)
  if (/ENOSPC|EDQUOT|No space left on device|Disk quota exceeded|could not extend file/i.test(text)) {
    return new StartError(`The disk that holds ${path} is full: free at least 200 MB and start again.`, { cause })
  }
  if (/EROFS|Read-only file system/i.test(text)) {
    return new StartError(`${path} lies on a read-only disk: choose a folder that can be written to.`, { cause })
  }
  if (/EACCES|EPERM|Permission denied|Operation not permitted/i.test(text)) {
    return new StartError(
      `No permission to write to ${path}: give the user who starts the program the right to write there, or start as the user who owns it.`,
      { cause },
    )
  }
  const lastWords = text.trim().split('\n').slice(-3).join(' ')
  return new StartError(`${doing} failed: ${lastWords}`, { cause })
}

/** The code of a system error (`ENOENT`, …) or of a PostgreSQL error (`28P01`, …). */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}
