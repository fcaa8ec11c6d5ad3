import { availableParallelism } from 'node:os'
import { MAX_MAIL_BYTES } from '#mail'
import type { MailInFile } from './channels/email/files/mail-in-file.ts'
import { mailsInFiles } from './channels/email/files/mails-in-files.ts'
import { openUnderstanding, type UnderstandingPool, type Understood } from './channels/email/understand/open-understanding.ts'
import type { UnderstandOptions } from './channels/email/understand/understand-mail.ts'

const MAX_THREADS = 4
const TIMEOUT_MS = 10_000
const MEMORY_MB = 256

/** A mail with where it stood; `understood` is null when its bytes could not be had (`why`). */
export type ReadMail = MailInFile & { readonly understood: Understood | null }
export type MailReading = UnderstandingPool & {
  /** The mails of files, folders and `-` in their order, a few read ahead on all threads. */
  readFiles(paths: readonly string[]): AsyncGenerator<ReadMail>
}

/** The reading of mail with its limits. */
export function openMailReading(options: UnderstandOptions): MailReading {
  const threads = Math.min(MAX_THREADS, availableParallelism())
  const pool = openUnderstanding({ ...options, threads, timeoutMs: TIMEOUT_MS, memoryMb: MEMORY_MB, maxBytes: MAX_MAIL_BYTES })
  return {
    understand: (raw) => pool.understand(raw),
    close: () => pool.close(),
    readFiles: (paths) => readAhead(pool, paths, threads * 2),
  }
}

/** The mails of files, folders and `-` in their order, as they are. */
export function mailsIn(paths: readonly string[]): AsyncIterable<MailInFile> {
  return mailsInFiles(paths, MAX_MAIL_BYTES)
}

async function* readAhead(pool: UnderstandingPool, paths: readonly string[], ahead: number): AsyncGenerator<ReadMail> {
  const begun: Promise<ReadMail>[] = []
  for await (const mail of mailsInFiles(paths, MAX_MAIL_BYTES)) {
    begun.push(read(pool, mail))
    if (begun.length > ahead) yield begun.shift()!
  }
  for (const one of begun) yield one
}

async function read(pool: UnderstandingPool, mail: MailInFile): Promise<ReadMail> {
  return { ...mail, understood: mail.bytes === null ? null : await pool.understand(mail.bytes) }
}
