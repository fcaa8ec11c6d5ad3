import type { UnderstoodMail } from './rules/understood-mail.ts'

/** Reads one mail, given or in a file, bounded in time and memory. `why`: timeout, memory, crash, too-large, not-found, closed. */
export type MailReader = {
  understand(
    raw: Uint8Array | { readonly file: string },
  ): Promise<
    | { readonly ok: true; readonly mail: UnderstoodMail; readonly files: ReadonlyMap<string, Uint8Array> }
    | { readonly ok: false; readonly why: string; readonly message: string }
  >
}
