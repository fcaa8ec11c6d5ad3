import type { EmbeddedFaultCode } from './embedded-fault.ts'

export type LogVerdict = { readonly code: EmbeddedFaultCode | 'port-taken'; readonly detail: string }

const SIGNS: readonly (readonly [RegExp, LogVerdict['code']])[] = [
  // Before the disk: a full /dev/shm says "no space" as well.
  [
    /pre-existing shared memory block|could not (create|attach|map|resize|open) (anonymous )?shared memory|semget|shmget/i,
    'embedded-shared-memory',
  ],
  [/No space left on device|Disk quota exceeded/i, 'embedded-no-disk-space'],
  [/could not bind IPv4 address .*(Address already in use|Permission denied)/i, 'port-taken'],
  [/database files are incompatible with server|was initialized by PostgreSQL version/i, 'embedded-wrong-version'],
  [/has wrong ownership|must be owned by|is owned by a different user/i, 'embedded-wrong-owner'],
  [/Read-only file system|Permission denied/i, 'embedded-folder-not-writable'],
  [/error while loading shared libraries|cannot execute|version `GLIBC/i, 'embedded-binaries-do-not-run'],
]

/** What a failed initdb or server start says about itself in its output: the fault it means and the line that says so. */
export function logVerdict(output: string): LogVerdict {
  const lines = output.split('\n').filter((line) => line.trim() !== '')
  for (const [sign, code] of SIGNS) {
    const line = lines.find((text) => sign.test(text))
    if (line) return { code, detail: tidy(line) }
  }
  const last = lines.findLast((line) => /FATAL|PANIC|error/i.test(line)) ?? lines.at(-1)
  return { code: 'embedded-start-failed', detail: last ? tidy(last) : 'it ended without a word' }
}

// Without the time, process and severity in front.
function tidy(line: string): string {
  return line.replace(/^.*?\b(?:FATAL|PANIC|ERROR|LOG|WARNING|error|fatal):\s+/, '').trim()
}
