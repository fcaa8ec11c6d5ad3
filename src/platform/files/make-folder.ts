import { chmodSync, mkdirSync, type Stats, statSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Makes a folder and the missing ones above it, with `mode` whatever the umask. Throws the system's error with the `path` that
 * could not be made, ENOTDIR where a file is in the way. Node's own `recursive` never returns below a folder like /proc, which is
 * there and says of anything in it that it is not.
 */
export function makeFolder(path: string, mode: number): void {
  for (const missing of missingOf(path)) {
    try {
      mkdirSync(missing)
      chmodSync(missing, mode)
    } catch (error) {
      // Another process made it in the meantime.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || !isFolder(missing)) throw error
    }
  }
}

/** The folders still to be made, outermost first. */
function missingOf(path: string): string[] {
  const missing: string[] = []
  for (let at = path; !isFolder(at); at = dirname(at)) missing.unshift(at)
  return missing
}

function isFolder(path: string): boolean {
  const entry = entryAt(path)
  if (entry && !entry.isDirectory()) throw Object.assign(new Error(`${path} is not a folder`), { code: 'ENOTDIR', path, syscall: 'mkdir' })
  return entry !== undefined
}

function entryAt(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false })
  } catch (error) {
    // The file in the way is further up.
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return undefined
    throw error
  }
}
