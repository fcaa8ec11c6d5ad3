import { copyFileSync, existsSync, fstatSync, openSync, readFileSync, statSync, truncateSync } from 'node:fs'

/** Where the embedded server puts its words; a pino logger fits. */
export type EmbeddedLog = {
  info(facts: object, text: string): void
  warn(facts: object, text: string): void
  error(facts: object, text: string): void
}

/** The log and the one before it hold at most about twice this. */
const MAX_BYTES = 8 * 1024 * 1024
const LOOK_EVERY_MS = 60_000

/** Opens the server's log for appending; `start` is where the next words will stand. */
export function openServerLog(path: string): { file: number; start: number } {
  boundServerLog(path)
  const file = openSync(path, 'a', 0o600)
  return { file, start: fstatSync(file).size }
}

/** What was written from `start` on, at most 64 kB of it. */
export function logSince(path: string, start: number): string {
  return readFileSync(path).subarray(start).subarray(-65_536).toString('utf8')
}

/** A full log becomes `server.log.old` and begins anew, in place: the server goes on appending to the same file. */
export function boundServerLog(path: string): void {
  if (!existsSync(path) || statSync(path).size < MAX_BYTES) return
  copyFileSync(path, `${path}.old`)
  truncateSync(path)
}

/** Keeps the log bounded while the server runs; gives a function that ends the watch. It holds no process open. */
export function watchServerLog(path: string): () => void {
  const timer = setInterval(() => boundServerLog(path), LOOK_EVERY_MS)
  timer.unref()
  return () => clearInterval(timer)
}
